package nl.draaiboek.delivery;

import nl.draaiboek.incident.IncidentCode;
import org.jspecify.annotations.Nullable;

/**
 * One message to one address, ready to send.
 *
 * @param key the idempotency key: the same at every attempt, never used for another message
 * @param attempt 1 for the first
 * @param again whether an earlier attempt may have arrived: where this one can be seen or heard beside it, it says so
 * @param incident null when it concerns none, or several
 * @param conversation thread at this address
 * @param answers the provider's id of the last message of this conversation that this address got, or null
 */
public record OutgoingMessage(
        String key,
        int attempt,
        boolean again,
        @Nullable IncidentCode incident,
        String audience,
        Recipient recipient,
        Content content,
        String conversation,
        @Nullable String answers) {}
