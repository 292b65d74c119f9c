package nl.draaiboek.people.calendar;

import java.time.Instant;
import java.util.List;

/**
 * A time for which a calendar names somebody.
 *
 * @param event which event says so
 * @param rank among those at the same moment, the lowest first
 */
public record Duty(Instant starts, Instant ends, Event event, int rank) {

    /**
     * What an event says of whom it means.
     *
     * @param line in the file where it begins
     * @param summary its title
     */
    public record Event(int line, String summary, List<Attendee> attendees) {

        public Event {
            attendees = List.copyOf(attendees);
        }
    }

    /**
     * Somebody who was invited.
     *
     * @param mail lower case; empty when it is no mail address
     * @param name empty when not given
     * @param declined whether they said no
     */
    public record Attendee(String mail, String name, boolean declined) {}
}
