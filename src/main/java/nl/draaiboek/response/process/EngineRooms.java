package nl.draaiboek.response.process;

import java.util.List;
import nl.draaiboek.engine.ProcessMessages;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentMerged;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Chat rooms that could not be made in the engine: {@code make-room-later}. */
@Component
class EngineRooms {

    private static final String LATER = "make-room-later";

    private final ProcessMessages messages;

    EngineRooms(@Lazy ProcessMessages messages) {
        this.messages = messages;
    }

    /** Once for each incident, however often its channels are opened. */
    void tryLater(IncidentCode incident) {
        messages.startOnceAtTheEnd(LATER, incident.value());
    }

    /** Where the other one goes on the team has a room already, or will. */
    @EventListener
    void merged(IncidentMerged event) {
        messages.tellAtTheEnd("incident.over", event.code().value(), List.of(LATER));
    }
}
