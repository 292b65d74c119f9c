package nl.draaiboek.statuspage;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * Times as pages write them: of Amsterdam, with the zone named, because a reader may be anywhere and the hour in October
 * comes twice.
 */
public final class PageTimes {

    public static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    private final Locale locale;

    public PageTimes(Locale locale) {
        this.locale = dutch(locale) ? Locale.forLanguageTag("nl-NL") : Locale.UK;
    }

    /** Day and time: {@code 21 november 2026, 03:00 CET}. */
    public String at(Instant moment) {
        return format("d MMMM yyyy, HH:mm ", moment.atZone(ZONE)) + zone(moment);
    }

    /** The time alone: {@code 03:00 CET}. */
    public String clock(Instant moment) {
        return format("HH:mm ", moment.atZone(ZONE)) + zone(moment);
    }

    /** The time, with the day where it is another than that of {@code reference}. */
    public String near(Instant moment, Instant reference) {
        return day(moment).equals(day(reference))
                ? clock(moment)
                : format("EEEE d MMMM, HH:mm ", moment.atZone(ZONE)) + zone(moment);
    }

    /** To the second, for a record: {@code 03:00:12}. */
    public String second(Instant moment) {
        return format("HH:mm:ss", moment.atZone(ZONE));
    }

    public String date(LocalDate day) {
        return format("EEEE d MMMM yyyy", day);
    }

    public String month(YearMonth month) {
        return format("LLLL yyyy", month);
    }

    public String iso(Instant moment) {
        return DateTimeFormatter.ISO_INSTANT.format(moment);
    }

    /** Hours and minutes; under a minute is one minute. */
    public String lasting(Duration duration) {
        var minutes = Math.max(1, duration.toMinutes());
        var days = minutes / 1440;
        var hours = minutes / 60 % 24;
        var rest = minutes % 60;
        var dutch = dutch(locale);
        return (days > 0 ? days + (dutch ? (days == 1 ? " dag " : " dagen ") : (days == 1 ? " day " : " days ")) : "")
                + (hours > 0 ? hours + (dutch ? " uur " : (hours == 1 ? " hour " : " hours ")) : "")
                + (rest > 0
                                ? rest
                                        + (dutch
                                                ? (rest == 1 ? " minuut" : " minuten")
                                                : (rest == 1 ? " minute" : " minutes"))
                                : "")
                        .stripTrailing();
    }

    public LocalDate day(Instant moment) {
        return moment.atZone(ZONE).toLocalDate();
    }

    private String zone(Instant moment) {
        return ZONE.getRules().isDaylightSavings(moment) ? "CEST" : "CET";
    }

    private String format(String pattern, TemporalAccessor moment) {
        return DateTimeFormatter.ofPattern(pattern, locale).format(moment);
    }

    private static boolean dutch(Locale locale) {
        return locale.getLanguage().equals("nl");
    }
}
