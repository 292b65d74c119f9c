package nl.draaiboek.everyone;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is to call somebody.
 *
 * @param caller number of who calls; null when the program itself does, by all ways at once
 * @param callee number of who is called
 */
public record TreeCall(
        long id, long tree, @Nullable Long caller, long callee, Instant askedAt, Outcome outcome, Instant at) {

    /** What came of a call. */
    public enum Outcome {
        OPEN,
        REACHED,
        MESSAGE_LEFT,
        NO_ANSWER,
        /** Nobody said in time what came of it, and somebody else called. */
        NOT_REPORTED,
        /** They were reached otherwise, or it was stopped. */
        NOT_NEEDED
    }
}
