package nl.draaiboek.people.calendar;

import java.util.List;

/** A calendar written out: every time for which it names somebody, by their start, and what could not be read. */
public record Expansion(List<Duty> duties, List<CalendarProblem> problems, int events) {

    public Expansion {
        duties = List.copyOf(duties);
        problems = List.copyOf(problems);
    }
}
