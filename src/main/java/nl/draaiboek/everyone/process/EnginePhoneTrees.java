package nl.draaiboek.everyone.process;

import java.util.HashMap;
import java.util.Map;
import nl.draaiboek.engine.ProcessMessages;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.everyone.PhoneTree;
import nl.draaiboek.everyone.PhoneTreeProcesses;
import nl.draaiboek.everyone.TreeCall;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Phone trees in the engine: {@code phone-tree}, and {@code call-next} for each call. */
@Component
class EnginePhoneTrees implements PhoneTreeProcesses {

    static final ProcessVariable<String> TREE = ProcessVariable.text("phoneTree");
    static final ProcessVariable<String> CALL = ProcessVariable.text("call");

    private final ProcessMessages messages;

    EnginePhoneTrees(@Lazy ProcessMessages messages) {
        this.messages = messages;
    }

    @Override
    public void begin(PhoneTree tree) {
        start("phone-tree", tree, Map.of());
    }

    @Override
    public void call(PhoneTree tree, TreeCall call) {
        start("call-next", tree, Map.of(CALL.name(), Long.toString(call.id())));
    }

    @Override
    public void settled(long call) {
        messages.tellAtTheEnd("call.settled", CALL, call);
    }

    @Override
    public void roundOver(long tree) {
        messages.tellAtTheEnd("phone-tree.round-over", TREE, tree);
    }

    @Override
    public void over(long tree) {
        messages.tellAtTheEnd("phone-tree.over", TREE, tree);
    }

    private void start(String process, PhoneTree tree, Map<String, String> more) {
        var variables = new HashMap<>(more);
        variables.put(TREE.name(), Long.toString(tree.id()));
        var incident = tree.incident();
        messages.startAtTheEnd(
                process, incident == null ? null : incident.value(), "phone-tree-" + tree.id(), variables);
    }
}
