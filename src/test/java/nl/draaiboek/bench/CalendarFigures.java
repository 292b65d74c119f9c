package nl.draaiboek.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nl.draaiboek.people.calendar.ExpandCalendar;
import nl.draaiboek.people.calendar.WhoIsMeant;
import nl.draaiboek.people.calendar.WhoIsMeant.Named;
import nl.draaiboek.support.Company;

/** How long it takes to write out a year of a calendar with 500 events. */
final class CalendarFigures {

    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);
    private static final int EVENTS = 500;
    private static final int ROUNDS = 40;

    void measure(Figures figures) {
        var calendar = calendar();
        var from = MONDAY.atStartOfDay(ZONE).toInstant();
        var until = from.plus(Duration.ofDays(365));
        var expand = new ExpandCalendar(from, until, ZONE);
        var duties = expand.expand(calendar).duties().size();
        var measured = new double[ROUNDS];
        var bare = new double[ROUNDS];
        for (var round = -ROUNDS; round < ROUNDS; round++) {
            var whole = millis(() -> named(expand, calendar));
            var counted = millis(() -> moments(duties));
            if (round >= 0) {
                measured[round] = whole;
                bare[round] = counted;
            }
        }
        figures.add(
                "A year of a calendar with 500 events",
                String.format(Locale.ROOT, "median %.1f ms, %,d shifts", Figures.median(measured), duties),
                String.format(Locale.ROOT, "%.1f ms to make as many moments of wall clocks", Figures.median(bare)),
                "");
    }

    private static void named(ExpandCalendar expand, String calendar) {
        var who = new WhoIsMeant(Company.PEOPLE.stream()
                .map(one -> new Named(one.id(), one.firstName(), one.lastName(), one.mail()))
                .toList());
        expand.expand(calendar).duties().forEach(duty -> who.by(duty.event()));
    }

    private static List<Instant> moments(int duties) {
        var moments = new ArrayList<Instant>();
        for (var i = 0; i < 2 * duties; i++) {
            moments.add(
                    LocalDateTime.of(2026, 1, 1, 9, 0).plusHours(i).atZone(ZONE).toInstant());
        }
        return moments;
    }

    private static double millis(Runnable work) {
        var began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / 1e6;
    }

    /** Weekly turns of nine people, with a day that falls out of each and every tenth moved once. */
    private static String calendar() {
        var text = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//EN\r\n");
        for (var i = 0; i < EVENTS; i++) {
            var person = Company.PEOPLE.get(i % Company.PEOPLE.size());
            var moved = i % 10 == 9;
            text.append("BEGIN:VEVENT\r\nUID:")
                    .append(moved ? i - 1 : i)
                    .append("\r\nSUMMARY:Achterwacht: ")
                    .append(person.firstName())
                    .append(' ')
                    .append(person.lastName());
            if (moved) {
                text.append("\r\nRECURRENCE-ID;TZID=Europe/Amsterdam:")
                        .append(day(i - 1, 21))
                        .append("T090000");
            } else {
                text.append("\r\nRRULE:FREQ=WEEKLY;INTERVAL=3\r\nEXDATE;TZID=Europe/Amsterdam:")
                        .append(day(i, 63))
                        .append("T090000");
            }
            text.append("\r\nDTSTART;TZID=Europe/Amsterdam:")
                    .append(day(moved ? i - 1 : i, moved ? 22 : 0))
                    .append("T090000\r\nDURATION:P1D\r\nEND:VEVENT\r\n");
        }
        return text.append("END:VCALENDAR\r\n").toString();
    }

    private static String day(int event, int plus) {
        return MONDAY.plusDays(event % 7).plusDays(plus).format(DateTimeFormatter.BASIC_ISO_DATE);
    }
}
