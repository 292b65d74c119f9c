package nl.draaiboek.incident;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A moment as every mail, post and page says it: <em>15:00 uur</em>, <em>zaterdag 21 november om 15:00 uur</em>; in English
 * <em>15:00 CET</em>, <em>Saturday 21 November, 15:00 CET</em>.
 *
 * @param language {@code nl}; anything else is English
 */
public record SpokenTime(String language, ZoneId zone) {

    /** The time alone. */
    public String clock(Instant moment) {
        return format(dutch() ? "HH:mm 'uur'" : "HH:mm zzz", moment);
    }

    /** The time, with the day where it is another than that of {@code reference}. */
    public String near(Instant moment, Instant reference) {
        return sameDay(moment, reference)
                ? clock(moment)
                : format(dutch() ? "EEEE d MMMM 'om' HH:mm 'uur'" : "EEEE d MMMM, HH:mm zzz", moment);
    }

    /** The same, as it follows <em>uiterlijk</em> or <em>by</em>: <em>om 15:00 uur</em>, <em>15:00 CET</em>. */
    public String by(Instant moment, Instant reference) {
        return (dutch() && sameDay(moment, reference) ? "om " : "") + near(moment, reference);
    }

    /** With day and year. */
    public String full(Instant moment) {
        return format(dutch() ? "d MMMM yyyy 'om' HH:mm 'uur'" : "d MMMM yyyy, HH:mm zzz", moment);
    }

    /** How long something took: <em>1 dag 2 uur 5 minuten</em>, <em>1 day 2 hours 5 minutes</em>; under a minute is one minute. */
    public static String lasting(Duration time, String language) {
        var dutch = language.equals("nl");
        var minutes = Math.max(1, time.toMinutes());
        return Stream.of(
                        dutch ? count(minutes / 1440, "dag", "dagen") : count(minutes / 1440, "day", "days"),
                        dutch ? count(minutes / 60 % 24, "uur", "uur") : count(minutes / 60 % 24, "hour", "hours"),
                        dutch ? count(minutes % 60, "minuut", "minuten") : count(minutes % 60, "minute", "minutes"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String count(long number, String one, String more) {
        return number == 0 ? "" : number + " " + (number == 1 ? one : more);
    }

    private boolean sameDay(Instant one, Instant other) {
        return one.atZone(zone).toLocalDate().equals(other.atZone(zone).toLocalDate());
    }

    private String format(String pattern, Instant moment) {
        return DateTimeFormatter.ofPattern(pattern, dutch() ? Locale.forLanguageTag("nl-NL") : Locale.UK)
                .format(moment.atZone(zone));
    }

    private boolean dutch() {
        return language.equals("nl");
    }
}
