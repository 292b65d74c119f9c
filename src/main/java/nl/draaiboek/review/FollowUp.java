package nl.draaiboek.review;

import java.time.LocalDate;
import nl.draaiboek.incident.IncidentCode;
import org.jspecify.annotations.Nullable;

/**
 * Something that is still to be done after an incident, followed to the end.
 *
 * @param owner user id of the one who sees to it
 * @param changesPlan the diagram or table that it changes; empty when the plan itself did well
 * @param remained whether it remained when the emergency ended, and was not agreed on in the review
 * @param result what came of it; null while it is open
 * @param planVersion which version of the diagram or table carries the change; null while it is open or changes none
 */
public record FollowUp(
        long id,
        IncidentCode incident,
        String action,
        String owner,
        LocalDate due,
        String changesPlan,
        boolean remained,
        State state,
        @Nullable String result,
        @Nullable String planVersion) {

    /** Where it stands. */
    public enum State {
        OPEN,
        DONE,
        DROPPED
    }

    /** What is agreed on, before it has a number. */
    public record Agreed(String action, String owner, LocalDate due, String changesPlan) {}
}
