package nl.draaiboek.everyone.process;

import java.util.HashMap;
import java.util.Map;
import nl.draaiboek.engine.AsDraaiboek;
import nl.draaiboek.engine.BeforeCommit;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.everyone.PhoneTree;
import nl.draaiboek.everyone.PhoneTreeProcesses;
import nl.draaiboek.everyone.TreeCall;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Phone trees in the engine: {@code phone-tree}, and {@code call-next} for each call. */
@Component
class EnginePhoneTrees implements PhoneTreeProcesses {

    static final ProcessVariable<String> TREE = ProcessVariable.text("phoneTree");
    static final ProcessVariable<String> CALL = ProcessVariable.text("call");

    private final ProcessEngine engine;
    private final AsDraaiboek asDraaiboek;
    private final BeforeCommit beforeCommit;

    EnginePhoneTrees(@Lazy ProcessEngine engine, @Lazy AsDraaiboek asDraaiboek, BeforeCommit beforeCommit) {
        this.engine = engine;
        this.asDraaiboek = asDraaiboek;
        this.beforeCommit = beforeCommit;
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
        tell("call.settled", CALL, call);
    }

    @Override
    public void roundOver(long tree) {
        tell("phone-tree.round-over", TREE, tree);
    }

    private void start(String process, PhoneTree tree, Map<String, Object> more) {
        var variables = new HashMap<>(more);
        variables.put(TREE.name(), Long.toString(tree.id()));
        var incident = tree.incident();
        if (incident != null) {
            variables.put(ProcessVariable.INCIDENT.name(), incident.value());
        }
        var key = incident == null ? "phone-tree-" + tree.id() : incident.value();
        beforeCommit.run(() ->
                asDraaiboek.run(() -> engine.getRuntimeService().startProcessInstanceByKey(process, key, variables)));
    }

    private void tell(String message, ProcessVariable<String> about, long id) {
        beforeCommit.run(() -> asDraaiboek.run(() -> engine.getRuntimeService()
                .createMessageCorrelation(message)
                .processInstanceVariableEquals(about.name(), Long.toString(id))
                .correlateAll()));
    }
}
