package nl.draaiboek.incident;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When the office is open, for what may wait until then.
 *
 * @param from opens, wall clock
 * @param to closes, wall clock, later than {@code from}
 * @param closedOn more days on which it stays closed, such as {@code 2026-12-24}
 * @param holidays whose public holidays are kept
 */
@ConfigurationProperties("draaiboek.office-hours")
public record OfficeHours(
        @DefaultValue("Europe/Amsterdam") ZoneId zone,
        @DefaultValue("09:00") LocalTime from,
        @DefaultValue("17:30") LocalTime to,
        @DefaultValue({"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"}) Set<DayOfWeek> days,
        @DefaultValue List<LocalDate> closedOn,
        @DefaultValue("NL") Holidays holidays) {

    public OfficeHours {
        if (!from.isBefore(to) || days.isEmpty()) {
            throw new IllegalArgumentException("draaiboek.office-hours: 'from' (" + from + ") must be before 'to' ("
                    + to + ") and there must be at least one day, or nobody would ever be asked.");
        }
        days = Set.copyOf(days);
        closedOn = List.copyOf(closedOn);
    }

    public boolean open(Instant moment) {
        var local = moment.atZone(zone);
        return working(local.toLocalDate())
                && !local.toLocalTime().isBefore(from)
                && local.toLocalTime().isBefore(to);
    }

    /** The moment when so much time has passed with the office open; the next opening for no time at all. */
    public Instant after(Instant start, Duration openTime) {
        var left = openTime;
        var day = start.atZone(zone).toLocalDate();
        var moment = start.atZone(zone);
        while (true) {
            if (working(day)) {
                var opens = later(moment, day.atTime(from).atZone(zone));
                var closes = day.atTime(to).atZone(zone);
                if (opens.isBefore(closes)) {
                    var today = Duration.between(opens, closes);
                    if (left.compareTo(today) <= 0) {
                        return opens.plus(left).toInstant();
                    }
                    left = left.minus(today);
                }
            }
            day = day.plusDays(1);
            moment = day.atStartOfDay(zone);
        }
    }

    /** The same time of day, so many working days later. */
    public Instant afterWorkingDays(Instant start, int number) {
        var moment = start.atZone(zone);
        for (var left = number; left > 0; ) {
            moment = moment.plusDays(1);
            if (working(moment.toLocalDate())) {
                left--;
            }
        }
        return moment.toInstant();
    }

    private boolean working(LocalDate day) {
        return days.contains(day.getDayOfWeek()) && !closedOn.contains(day) && !holidays.holds(day);
    }

    private static ZonedDateTime later(ZonedDateTime one, ZonedDateTime other) {
        return one.isAfter(other) ? one : other;
    }
}
