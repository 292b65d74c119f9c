package nl.draaiboek.delivery;

/**
 * What became of a call that a provider took. Kept in a table before it is told, and told once: a listener that throws is told
 * again later. A call that is repeated because nobody knew whether it went out may end twice.
 *
 * @param messageKey {@link OutgoingMessage#key()} of the call
 */
public record CallEnded(String messageKey, How how) {

    public enum How {
        /** A person took it; whether they pressed a key is told by {@link KeyPressed}. */
        ANSWERED,
        NO_ANSWER,
        BUSY,
        /** An answering machine took it, which nobody may hear for hours. */
        VOICEMAIL,
        /** The provider could not make it. */
        FAILED
    }
}
