package nl.draaiboek.delivery;

import java.time.Instant;

/**
 * Somebody sent us an SMS. Kept in a table before it is told, and told once: a listener that throws is told again later.
 *
 * @param from number of the sender in the form of E.164, or the name that the network gives instead of one
 * @param text as it was typed, 2,000 characters at most
 * @param provider through which it came, as the settings name it
 * @param providerId the provider's own id of it
 * @param at when we took it in
 */
public record SmsReceived(String from, String text, String provider, String providerId, Instant at) {

    /** Neither number nor words: what is written to a log by accident should tell nobody. */
    @Override
    public String toString() {
        return "SmsReceived[" + provider + " " + providerId + " at " + at + "]";
    }
}
