package nl.draaiboek.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import nl.draaiboek.incident.Noticed;
import nl.draaiboek.incident.Severity;
import org.jspecify.annotations.Nullable;

/**
 * One alert, report or declaration, as it came in.
 *
 * @param source name of the source, or {@code tasklist}
 * @param dedupeKey the same for the same delivery made again
 * @param title what it says, in one line of 1 to 200 characters
 * @param alert what only an alert has
 * @param services ids of services, as far as it names them
 * @param severity empty when it names none that is known
 * @param startsAt when the outage began, as far as is known
 * @param danger the answer to "may anyone be in danger?", null when nobody could be asked
 * @param reporter who reported it; null for an alert
 * @param body everything that was said
 */
record NewSignal(
        SignalKind kind,
        String source,
        String dedupeKey,
        Noticed noticed,
        String title,
        @Nullable Alert alert,
        List<String> services,
        @Nullable Severity severity,
        @Nullable Instant startsAt,
        @Nullable Boolean danger,
        @Nullable String dangerWhere,
        @Nullable Reporter reporter,
        JsonNode body) {

    NewSignal {
        services = List.copyOf(services);
        if ((kind == SignalKind.ALERT) != (alert != null)) {
            throw new IllegalArgumentException("An alert, and nothing else, has a group and a fingerprint.");
        }
    }

    /**
     * @param group alerts of one group belong to one incident
     * @param fingerprint the same for the same alert when it fires again
     * @param resolved whether it stopped firing
     */
    record Alert(String group, String fingerprint, boolean resolved, @Nullable Instant endsAt) {}
}
