package nl.draaiboek.delivery;

/**
 * Whoever answered a call pressed a key of its menu. Kept in a table before it is told, and told once: a listener that throws
 * is told again later.
 *
 * @param messageKey {@link OutgoingMessage#key()} of the call
 * @param key one of {@link Keypad}: {@code 1}
 */
public record KeyPressed(String messageKey, String key) {}
