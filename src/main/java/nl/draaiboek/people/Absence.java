package nl.draaiboek.people;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/** Days on which somebody is not asked for anything; both the first and the last count. */
public record Absence(LocalDate firstDay, LocalDate lastDay) {

    public Absence {
        if (lastDay.isBefore(firstDay)) {
            throw new IllegalArgumentException(
                    "The last day of '" + firstDay + ".." + lastDay + "' comes before the first.");
        }
    }

    /** @throws IllegalArgumentException with words for who wrote it, when it cannot be read */
    static Absence read(String text) {
        var days = text.split("\\.\\.", -1);
        try {
            return new Absence(LocalDate.parse(days[0].strip()), LocalDate.parse(days[days.length - 1].strip()));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' is no time away; write 2026-12-24..2027-01-02.", e);
        }
    }

    String write() {
        return firstDay.equals(lastDay) ? firstDay.toString() : firstDay + ".." + lastDay;
    }

    public boolean holds(LocalDate day) {
        return !day.isBefore(firstDay) && !day.isAfter(lastDay);
    }
}
