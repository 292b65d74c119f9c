package nl.draaiboek.response.room;

import nl.draaiboek.incident.IncidentCode;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the chat did not take is told the room once it does. */
@Component
public class AskRoomAgain {

    private final Following following;

    AskRoomAgain(Following following) {
        this.following = following;
    }

    @Transactional
    public void later(IncidentCode code) {
        following.again(code);
    }
}
