package nl.draaiboek.delivery;

/**
 * A provider took an SMS and reported later that it did not arrive. Kept in a table before it is told, and told once: a listener
 * that throws is told again later.
 *
 * @param messageKey {@link OutgoingMessage#key()} of the SMS
 * @param why in the provider's words, without any number
 */
public record MessageFailed(String messageKey, String why) {}
