package nl.draaiboek.response.process;

import java.util.List;
import java.util.Map;
import nl.draaiboek.engine.AsDraaiboek;
import nl.draaiboek.engine.ProcessMessages;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentMerged;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Chat rooms that could not be made in the engine: {@code make-room-later}. */
@Component
class EngineRooms {

    private static final String LATER = "make-room-later";

    private final ProcessEngine engine;
    private final AsDraaiboek asDraaiboek;
    private final ProcessMessages messages;

    EngineRooms(@Lazy ProcessEngine engine, @Lazy AsDraaiboek asDraaiboek, @Lazy ProcessMessages messages) {
        this.engine = engine;
        this.asDraaiboek = asDraaiboek;
        this.messages = messages;
    }

    /** Once for each incident, however often its channels are opened. */
    void tryLater(IncidentCode incident) {
        asDraaiboek.run(() -> {
            var running = engine.getRuntimeService()
                    .createProcessInstanceQuery()
                    .processInstanceBusinessKey(incident.value())
                    .processDefinitionKey(LATER)
                    .count();
            if (running == 0) {
                engine.getRuntimeService()
                        .startProcessInstanceByKey(
                                LATER, incident.value(), Map.of(ProcessVariable.INCIDENT.name(), incident.value()));
            }
        });
    }

    /** Where the other one goes on the team has a room already, or will. */
    @EventListener
    void merged(IncidentMerged event) {
        messages.tellAtTheEnd("incident.over", event.code().value(), List.of(LATER));
    }
}
