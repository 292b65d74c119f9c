package nl.draaiboek.everyone.process;

import java.util.List;
import java.util.Map;
import nl.draaiboek.engine.AsDraaiboek;
import nl.draaiboek.engine.BeforeCommit;
import nl.draaiboek.engine.ProcessMessages;
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

    static final String PROCESS = "tell-employees";
    static final ProcessVariable<String> TELLING = ProcessVariable.text("telling");

    private final ProcessEngine engine;
    private final AsDraaiboek asDraaiboek;
    private final BeforeCommit beforeCommit;
    private final ProcessMessages messages;

    EngineTellings(
            @Lazy ProcessEngine engine,
            @Lazy AsDraaiboek asDraaiboek,
            BeforeCommit beforeCommit,
            @Lazy ProcessMessages messages) {
        this.engine = engine;
        this.asDraaiboek = asDraaiboek;
        this.beforeCommit = beforeCommit;
        this.messages = messages;
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
        messages.tellAtTheEnd("incident.over", event.code().value(), List.of(PROCESS));
    }
}
