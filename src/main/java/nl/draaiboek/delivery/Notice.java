package nl.draaiboek.delivery;

import java.time.Duration;
import nl.draaiboek.incident.IncidentCode;
import org.jspecify.annotations.Nullable;

/**
 * What the program itself has to tell, beside all diagrams.
 *
 * @param incident whose record keeps it, or null when it concerns none or several
 * @param message of which kind it is, for the pages: {@code failed-steps}
 * @param givesUpAfter how long the channel may be down before {@link NoticeSettled} says so; null for the channel's own policy
 */
public record Notice(
        @Nullable IncidentCode incident,
        String channel,
        String message,
        String audience,
        Composition composition,
        @Nullable Duration givesUpAfter) {

    /** Waits for a channel that is down as long as the channel itself says. */
    public Notice(
            @Nullable IncidentCode incident, String channel, String message, String audience, Composition composition) {
        this(incident, channel, message, audience, composition, null);
    }
}
