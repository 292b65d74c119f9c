package nl.draaiboek.response;

import java.time.Instant;
import nl.draaiboek.incident.IncidentCode;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is asked to take a role.
 *
 * @param role its id
 * @param person who is asked
 * @param heldBy who has it until they said "I have it"; null where nobody was given it
 * @param answerBy after this it goes back to who gives it
 * @param note from who gives it, as typed; may be empty
 * @param why why not, as typed; may be empty
 */
public record RoleOffer(
        long id,
        IncidentCode incident,
        String role,
        String person,
        @Nullable String heldBy,
        String askedBy,
        Instant answerBy,
        String note,
        State state,
        String why) {

    /** Whether whoever has it asks somebody to take it over; else who leads gives it. */
    public boolean handOver() {
        return askedBy.equals(heldBy);
    }

    /** How it stands. */
    public enum State {
        ASKED,
        ACCEPTED,
        DECLINED,
        /** No answer in time. */
        UNANSWERED,
        /** The incident is over, or somebody took the role meanwhile. */
        WITHDRAWN
    }
}
