package nl.draaiboek.statuspage;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import nl.draaiboek.incident.SpokenTime;

/** Times as pages write them: of Amsterdam, which each page says at its foot, in the words of every mail and post. */
public final class PageTimes {

    public static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    private final Locale locale;
    private final SpokenTime spoken;

    public PageTimes(Locale locale) {
        this.locale = dutch(locale) ? Locale.forLanguageTag("nl-NL") : Locale.UK;
        this.spoken = new SpokenTime(this.locale.getLanguage(), ZONE);
    }

    /** Day and time: {@code 21 november 2026 om 03:00 uur}, {@code 21 November 2026, 03:00 CET}. */
    public String at(Instant moment) {
        return spoken.full(moment);
    }

    /** The time alone: {@code 03:00 uur}, {@code 03:00 CET}. */
    public String clock(Instant moment) {
        return spoken.clock(moment);
    }

    /** The time, with the day where it is another than that of {@code reference}. */
    public String near(Instant moment, Instant reference) {
        return spoken.near(moment, reference);
    }

    /** The same, as it follows "uiterlijk" or "by". */
    public String by(Instant moment, Instant reference) {
        return spoken.by(moment, reference);
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
        return SpokenTime.lasting(duration, locale.getLanguage());
    }

    public LocalDate day(Instant moment) {
        return moment.atZone(ZONE).toLocalDate();
    }

    private String format(String pattern, TemporalAccessor moment) {
        return DateTimeFormatter.ofPattern(pattern, locale).format(moment);
    }

    private static boolean dutch(Locale locale) {
        return locale.getLanguage().equals("nl");
    }
}
