package nl.draaiboek.everyone;

import java.time.Instant;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import org.jspecify.annotations.Nullable;

/**
 * Word goes round by telephone.
 *
 * @param incident null when it was started without one
 * @param what what each says to the next, in Dutch; {@code whatInEnglish} the same in English
 * @param startedBy login, or {@code draaiboek} when the plan asked for it
 * @param round the second goes to who was not reached in the first
 * @param stoppedBy who ended it before everyone was called; {@code draaiboek} when its incident was over
 */
public record PhoneTree(
        long id,
        @Nullable IncidentCode incident,
        String what,
        String whatInEnglish,
        String startedBy,
        Instant begunAt,
        int round,
        @Nullable String stoppedBy,
        @Nullable String reason,
        @Nullable Instant endedAt) {

    /** Whether it ended with its incident, before everyone was called. */
    public boolean overWithIncident() {
        return IncidentRecord.DRAAIBOEK.equals(stoppedBy);
    }

    /** What is said in this language. */
    public String whatIn(String language) {
        return language.equals("nl") ? what : whatInEnglish;
    }
}
