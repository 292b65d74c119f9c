package nl.draaiboek.incident;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the first alert, report or declaration says.
 *
 * @param title one line of at most 200 characters
 * @param impactAt when the outage began, where it is known
 * @param danger the answer to "may anyone be in danger?", null when nobody could be asked (an alert)
 * @param actor user id, or the name of the source for an alert
 */
public record NewIncident(
        String title,
        Noticed noticed,
        Severity provisionalSeverity,
        List<String> services,
        @Nullable Instant impactAt,
        Instant detectedAt,
        @Nullable Boolean danger,
        @Nullable String dangerWhere,
        String actor) {

    public NewIncident {
        if (title.isBlank() || title.length() > 200) {
            throw new IllegalArgumentException(
                    "The title of an incident has 1 to 200 characters, not " + title.length() + ".");
        }
        services = List.copyOf(services);
    }
}
