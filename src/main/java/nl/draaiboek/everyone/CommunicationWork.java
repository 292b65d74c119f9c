package nl.draaiboek.everyone;

import java.time.Duration;
import java.time.Instant;
import nl.draaiboek.incident.IncidentCode;
import org.jspecify.annotations.Nullable;

/**
 * Communication for which hands are wanted in an incident.
 *
 * @param what to be done, as typed
 * @param customers which customers or others, as typed
 * @param words what to say and not to say, and where it stands, as typed
 * @param wanted how many people
 * @param time for how long one of them does it
 */
public record CommunicationWork(
        long id,
        IncidentCode incident,
        String what,
        String customers,
        String words,
        int wanted,
        Duration time,
        String askedBy,
        boolean saidShort,
        @Nullable Instant endedAt) {

    /** What somebody describes. */
    public record Wish(String what, String customers, String words, int wanted, Duration time) {}

    /**
     * Somebody is asked to do it.
     *
     * @param until when their time is over; null before they accepted
     */
    public record Offer(
            long id, long work, String person, State state, Instant answerBy, @Nullable Instant until, String note) {}

    /** How an offer stands. */
    public enum State {
        ASKED,
        ACCEPTED,
        DECLINED,
        UNANSWERED,
        DONE,
        HANDED_BACK,
        TIME_OVER,
        /** The incident is over. */
        ENDED;

        /** Whether this place is taken, or was filled to the end. */
        boolean counts() {
            return this == ASKED || this == ACCEPTED || this == DONE;
        }

        boolean open() {
            return this == ASKED || this == ACCEPTED;
        }
    }
}
