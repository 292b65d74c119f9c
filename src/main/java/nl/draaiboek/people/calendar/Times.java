package nl.draaiboek.people.calendar;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneRules;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads the moments of one file. A moment keeps its wall clock: people agree on nine o'clock, not on an offset. */
final class Times {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
    private static final Pattern LENGTH = Pattern.compile(
            "\\+?P(?:(\\d{1,4})W)?(?:(\\d{1,4})D)?(?:T(?:(\\d{1,5})H)?(?:(\\d{1,6})M)?(?:(\\d{1,7})S)?)?");

    private final Zones zones;
    private final ZoneRules floating;

    /** @param floating the zone of what names none */
    Times(Zones zones, ZoneRules floating) {
        this.zones = zones;
        this.floating = floating;
    }

    /** @param allDay whether it is a day without a time */
    record Moment(LocalDateTime local, ZoneRules zone, boolean allDay) {

        Instant instant() {
            return Zones.instant(local, zone);
        }

        /** The same moment on the clock of another zone. */
        LocalDateTime in(ZoneRules other) {
            return allDay || zone.equals(other) ? local : Zones.local(instant(), other);
        }
    }

    /** @throws Unreadable with words for who looks after the calendar */
    Moment moment(ContentLine line, String value) {
        var text = value.strip();
        try {
            if (text.length() == 8) {
                return new Moment(LocalDate.parse(text, DAY).atStartOfDay(), floating, true);
            }
            return text.endsWith("Z")
                    ? new Moment(
                            LocalDateTime.parse(text.substring(0, text.length() - 1), TIME),
                            ZoneOffset.UTC.getRules(),
                            false)
                    : new Moment(LocalDateTime.parse(text, TIME), zone(line), false);
        } catch (DateTimeException e) {
            throw new Unreadable("Line " + line.number() + ": '" + text + "' in " + line.name()
                    + " is no moment; 20261026T090000 was expected.");
        }
    }

    private ZoneRules zone(ContentLine line) {
        var id = line.parameter("TZID").strip();
        return id.isEmpty()
                ? floating
                : zones.find(id)
                        .orElseThrow(
                                () -> new Unreadable(
                                        "Line " + line.number() + ": the time zone '" + id
                                                + "' is not known, and the file does not say what it is; write one as Europe/Amsterdam."));
    }

    /** The length of a duration (RFC 5545 §3.3.6) on the wall clock: a week later is the same time of day. */
    static Duration length(ContentLine line) {
        var text = line.value().strip();
        var match = LENGTH.matcher(text);
        if (!match.matches() || text.endsWith("P") || text.endsWith("T")) {
            throw new Unreadable("Line " + line.number() + ": '" + text + "' is no length; P7D or PT12H was expected.");
        }
        return Duration.ofDays(7 * number(match.group(1)) + number(match.group(2)))
                .plusHours(number(match.group(3)))
                .plusMinutes(number(match.group(4)))
                .plusSeconds(number(match.group(5)));
    }

    private static long number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** An event cannot be read; the others can. */
    static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }

        String what() {
            return String.valueOf(getMessage());
        }
    }
}
