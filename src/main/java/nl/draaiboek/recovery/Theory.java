package nl.draaiboek.recovery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody thinks broke and why, and what came of trying to prove or refute it.
 *
 * @param number 1 for the first of an incident
 * @param experiment how it is to be proved or refuted
 * @param outcome null while nobody tried it
 * @param finding what the experiment showed
 */
public record Theory(
        int number,
        String theory,
        String formedBy,
        Instant formedAt,
        String experiment,
        @Nullable Outcome outcome,
        @Nullable String finding,
        @Nullable String triedBy,
        @Nullable Instant triedAt) {

    /** What an experiment said about it. */
    public enum Outcome {
        PROVED,
        REFUTED,
        /** The experiment did not tell: a better one is needed, or another theory. */
        UNDECIDED
    }
}
