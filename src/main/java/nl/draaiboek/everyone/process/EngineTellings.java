package nl.draaiboek.everyone.process;

import java.util.Map;
import nl.draaiboek.engine.AsDraaiboek;
import nl.draaiboek.engine.BeforeCommit;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.everyone.TellingProcesses;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentMerged;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What employees are told, in the engine: {@code tell-employees}. */
@Component
class EngineTellings implements TellingProcesses {

    private static final String OVER = "incident.over";
    static final String PROCESS = "tell-employees";
    static final ProcessVariable<String> TELLING = ProcessVariable.text("telling");

    private final ProcessEngine engine;
    private final AsDraaiboek asDraaiboek;
    private final BeforeCommit beforeCommit;

    EngineTellings(@Lazy ProcessEngine engine, @Lazy AsDraaiboek asDraaiboek, BeforeCommit beforeCommit) {
        this.engine = engine;
        this.asDraaiboek = asDraaiboek;
        this.beforeCommit = beforeCommit;
    }

    @Override
    public void begin(IncidentCode incident, long telling) {
        beforeCommit.run(() -> asDraaiboek.run(() -> engine.getRuntimeService()
                .startProcessInstanceByKey(
                        PROCESS,
                        incident.value(),
                        Map.of(
                                ProcessVariable.INCIDENT.name(),
                                incident.value(),
                                TELLING.name(),
                                Long.toString(telling)))));
    }

    /** Whoever was told of it hears that it is over under this code. */
    @EventListener
    void merged(IncidentMerged event) {
        beforeCommit.run(() -> asDraaiboek.run(() -> engine.getRuntimeService()
                .createExecutionQuery()
                .processDefinitionKey(PROCESS)
                .processInstanceBusinessKey(event.code().value())
                .messageEventSubscriptionName(OVER)
                .list()
                .forEach(waiting -> engine.getRuntimeService().messageEventReceived(OVER, waiting.getId()))));
    }
}
