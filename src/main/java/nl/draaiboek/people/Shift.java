package nl.draaiboek.people;

import java.time.Instant;

/**
 * Somebody is on call.
 *
 * @param place of the calendar in its schedule: 1 is called first, 2 stands behind them
 * @param rank among those of the same calendar at the same moment, the lowest first
 * @param ends not part of it any more
 */
public record Shift(int place, int rank, String person, Instant starts, Instant ends) {

    public Shift {
        if (!starts.isBefore(ends)) {
            throw new IllegalArgumentException("A shift ends after it began, not at " + ends + ".");
        }
    }

    boolean holds(Instant moment) {
        return !moment.isBefore(starts) && moment.isBefore(ends);
    }
}
