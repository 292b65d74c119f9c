package nl.draaiboek.everyone.process;

import java.util.HashMap;
import java.util.Map;
import nl.draaiboek.engine.AsDraaiboek;
import nl.draaiboek.engine.BeforeCommit;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.everyone.Asked;
import nl.draaiboek.everyone.RollCall;
import nl.draaiboek.everyone.RollCallProcesses;
import nl.draaiboek.incident.IncidentCode;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Roll calls in the engine: {@code roll-call}, {@code help-person}, {@code find-person}, and who waits in {@code confirm-safety}. */
@Component
class EngineRollCalls implements RollCallProcesses {

    static final ProcessVariable<String> ROLL_CALL = ProcessVariable.text("rollCall");
    static final ProcessVariable<String> ASKED = ProcessVariable.text("asked");
    static final ProcessVariable<String> FINDER = ProcessVariable.text("finder");

    private final ProcessEngine engine;
    private final AsDraaiboek asDraaiboek;
    private final BeforeCommit beforeCommit;

    EngineRollCalls(@Lazy ProcessEngine engine, @Lazy AsDraaiboek asDraaiboek, BeforeCommit beforeCommit) {
        this.engine = engine;
        this.asDraaiboek = asDraaiboek;
        this.beforeCommit = beforeCommit;
    }

    @Override
    public void begin(RollCall rollCall) {
        start("roll-call", rollCall, Map.of());
    }

    @Override
    public void accounted(long rollCall) {
        tell("roll-call.accounted", ROLL_CALL, rollCall);
    }

    @Override
    public void help(RollCall rollCall, Asked asked) {
        start("help-person", rollCall, Map.of(ASKED.name(), Long.toString(asked.id())));
    }

    @Override
    public void find(RollCall rollCall, Asked asked, String finder) {
        start("find-person", rollCall, Map.of(ASKED.name(), Long.toString(asked.id()), FINDER.name(), finder));
    }

    @Override
    public void settled(long asked) {
        tell("person.answered", ASKED, asked);
    }

    @Override
    public void mayRestore(IncidentCode incident) {
        beforeCommit.run(() -> asDraaiboek.run(() -> engine.getRuntimeService()
                .createMessageCorrelation("people.accounted-for")
                .processInstanceBusinessKey(incident.value())
                .correlateAll()));
    }

    private void start(String process, RollCall rollCall, Map<String, Object> more) {
        var variables = new HashMap<>(more);
        variables.put(ROLL_CALL.name(), Long.toString(rollCall.id()));
        var incident = rollCall.incident();
        if (incident != null) {
            variables.put(ProcessVariable.INCIDENT.name(), incident.value());
        }
        var key = incident == null ? "roll-call-" + rollCall.id() : incident.value();
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
