package nl.draaiboek.delivery;

import java.time.Duration;
import nl.draaiboek.incident.IncidentCode;
import org.jspecify.annotations.Nullable;

/**
 * What a token at a service task asks to be sent.
 *
 * @param message which {@link Composer} knows the words and the recipients
 * @param givesUpAfter how long the channel may be down before the task takes its other way; null for the channel's own policy
 */
public record NewDispatch(WaitingTask task, String message, Composer.Request request, @Nullable Duration givesUpAfter) {

    IncidentCode incident() {
        return request.incident();
    }
}
