package nl.draaiboek.response.outside;

import java.time.Instant;
import java.util.UUID;
import nl.draaiboek.incident.IncidentCode;
import org.jspecify.annotations.Nullable;

/**
 * An organisation outside is asked to come.
 *
 * @param why what for, as typed; they read it
 * @param askedBy login of who asked
 * @param answeredBy id of the contact who comes; null while nobody does
 * @param answeredAt when they said so
 */
public record OutsideCall(
        long id,
        IncidentCode incident,
        String organisation,
        String why,
        String askedBy,
        Instant askedAt,
        State state,
        @Nullable String answeredBy,
        @Nullable Instant answeredAt) {

    /** Whose contact somebody is; empty where they stand in the register by their own name. */
    public String of(String contact) {
        return organisation.equals(contact) ? "" : organisation;
    }

    /** How it stands. */
    public enum State {
        CALLING,
        COMING,
        /** All were tried. Somebody may still answer. */
        NOBODY,
        /** They need not come any more. */
        ENDED
    }

    /**
     * One contact was called by one way.
     *
     * @param step which of their steps; in a step all ways at once
     * @param way its word
     * @param notice null where nothing could be sent
     * @param used whether its link has acted
     */
    public record Attempt(
            long id,
            long call,
            String contact,
            int step,
            String way,
            Instant at,
            @Nullable UUID notice,
            Outcome outcome,
            boolean used) {}

    /** What became of a way. */
    public enum Outcome {
        SENT,
        ARRIVED,
        /** It did not arrive: the next way comes at once. */
        FAILED,
        /** There is no such channel, or it is switched off. */
        OFF,
        /** They cannot come. */
        DECLINED,
        COMES
    }
}
