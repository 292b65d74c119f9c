package nl.draaiboek.everyone.process;

import java.util.List;
import java.util.Map;
import nl.draaiboek.engine.AsDraaiboek;
import nl.draaiboek.engine.BeforeCommit;
import nl.draaiboek.engine.ProcessMessages;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.everyone.TellingProcesses;
import nl.draaiboek.everyone.Tellings;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentMerged;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
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
    private final Tellings tellings;

    EngineTellings(
            @Lazy ProcessEngine engine,
            @Lazy AsDraaiboek asDraaiboek,
            BeforeCommit beforeCommit,
            @Lazy ProcessMessages messages,
            Tellings tellings) {
        this.tellings = tellings;
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

    /** Whoever was told hears the rest under the other code, as it is not over; where nobody was, nothing more comes of it. */
    @EventListener
    void merged(IncidentMerged event) {
        var moved = tellings.moveTo(event.code(), event.into()).stream()
                .map(String::valueOf)
                .toList();
        var runtime = engine.getRuntimeService();
        runtime
                .createProcessInstanceQuery()
                .processDefinitionKey(PROCESS)
                .processInstanceBusinessKey(event.code().value())
                .list()
                .stream()
                .map(ProcessInstance::getId)
                .filter(id -> moved.contains(String.valueOf(runtime.getVariable(id, TELLING.name()))))
                .forEach(id -> messages.goesOnAs(id, event.into().value()));
        messages.tellAtTheEnd("incident.over", event.code().value(), List.of(PROCESS));
    }
}
