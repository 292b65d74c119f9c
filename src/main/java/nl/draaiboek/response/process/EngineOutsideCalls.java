package nl.draaiboek.response.process;

import java.util.Map;
import nl.draaiboek.engine.AsDraaiboek;
import nl.draaiboek.engine.BeforeCommit;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.response.outside.OutsideProcesses;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Calls for outside help in the engine: {@code call-outside-help}. */
@Component
class EngineOutsideCalls implements OutsideProcesses {

    static final String PROCESS = "call-outside-help";
    static final ProcessVariable<String> CALL = ProcessVariable.text("call");

    private final ProcessEngine engine;
    private final AsDraaiboek asDraaiboek;
    private final BeforeCommit beforeCommit;

    EngineOutsideCalls(@Lazy ProcessEngine engine, @Lazy AsDraaiboek asDraaiboek, BeforeCommit beforeCommit) {
        this.engine = engine;
        this.asDraaiboek = asDraaiboek;
        this.beforeCommit = beforeCommit;
    }

    @Override
    public void begin(IncidentCode incident, long call) {
        beforeCommit.run(() -> asDraaiboek.run(() -> engine.getRuntimeService()
                .startProcessInstanceByKey(
                        PROCESS,
                        incident.value(),
                        Map.of(ProcessVariable.INCIDENT.name(), incident.value(), CALL.name(), Long.toString(call)))));
    }

    @Override
    public void answered(long call) {
        tell("outside-help.answered", call);
    }

    @Override
    public void notReached(long call) {
        tell("outside-help.not-reached", call);
    }

    private void tell(String message, long call) {
        beforeCommit.run(() -> asDraaiboek.run(() -> engine.getRuntimeService()
                .createMessageCorrelation(message)
                .processInstanceVariableEquals(CALL.name(), Long.toString(call))
                .correlateAll()));
    }
}
