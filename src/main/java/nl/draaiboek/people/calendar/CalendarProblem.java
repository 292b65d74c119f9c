package nl.draaiboek.people.calendar;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something in a calendar for which nobody can be called.
 *
 * @param line in the file, from 1
 * @param event its title
 * @param starts when it is needed first, null when not known
 * @param what in words that say what to do
 */
public record CalendarProblem(int line, String event, @Nullable Instant starts, String what) {}
