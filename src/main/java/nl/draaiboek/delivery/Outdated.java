package nl.draaiboek.delivery;

import java.time.Instant;
import nl.draaiboek.incident.IncidentCode;

/** Knows of messages that would be untrue once their channel is back. Asked when a channel is given up. */
public interface Outdated {

    /** @param writtenAt when it was to go out */
    boolean untrue(IncidentCode incident, String message, Instant writtenAt);

    /** Why nothing of it goes out any more, as the record and the outbox say it. */
    String why();
}
