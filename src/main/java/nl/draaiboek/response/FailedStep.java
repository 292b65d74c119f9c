package nl.draaiboek.response;

import java.time.Instant;
import nl.draaiboek.incident.IncidentCode;
import org.jspecify.annotations.Nullable;

/**
 * A step that failed and is tried no more by itself.
 *
 * @param incident whose process it is of, if any
 * @param processInstance where it stands in Cockpit, or null for what starts a process
 * @param triedAgain whether somebody let it be tried again, and it is not known yet what came of that
 */
public record FailedStep(
        String id,
        @Nullable IncidentCode incident,
        @Nullable String processInstance,
        String process,
        String step,
        String why,
        boolean triedAgain,
        Instant since) {}
