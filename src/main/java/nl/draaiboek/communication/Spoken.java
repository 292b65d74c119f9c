package nl.draaiboek.communication;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import nl.draaiboek.incident.PublicState;
import org.jspecify.annotations.Nullable;

/** Times, lists and states as people say them in one language. */
record Spoken(String language, ZoneId zone) {

    private boolean dutch() {
        return language.equals("nl");
    }

    private Locale locale() {
        return dutch() ? Locale.forLanguageTag("nl-NL") : Locale.UK;
    }

    /** The time of day, with the day where it is not that of {@code reader}; empty for nothing. */
    String time(@Nullable Instant moment, Instant reader) {
        if (moment == null) {
            return "";
        }
        var at = moment.atZone(zone);
        var clock = DateTimeFormatter.ofPattern("HH:mm", locale()).format(at);
        var time = dutch()
                ? clock + " uur"
                : clock + " " + DateTimeFormatter.ofPattern("zzz", locale()).format(at);
        if (at.toLocalDate().equals(reader.atZone(zone).toLocalDate())) {
            return time;
        }
        var day = at.getDayOfWeek().getDisplayName(TextStyle.FULL, locale()) + " " + at.getDayOfMonth() + " "
                + at.getMonth().getDisplayName(TextStyle.FULL, locale());
        return dutch() ? day + " om " + time : day + ", " + time;
    }

    /** The time in a sentence that says when something happens: <em>om 15:00 uur</em>. */
    String at(@Nullable Instant moment, Instant reader) {
        var time = time(moment, reader);
        return dutch() && !time.isEmpty() && Character.isDigit(time.charAt(0)) ? "om " + time : time;
    }

    /** Hours and minutes, at least one minute. */
    String duration(Duration duration) {
        var minutes = Math.max(1, duration.toMinutes());
        var hours = minutes / 60;
        var rest = minutes % 60;
        var hoursText = dutch() ? hours + " uur" : hours + (hours == 1 ? " hour" : " hours");
        var restText =
                dutch() ? rest + (rest == 1 ? " minuut" : " minuten") : rest + (rest == 1 ? " minute" : " minutes");
        if (hours == 0) {
            return restText;
        }
        return rest == 0 ? hoursText : hoursText + (dutch() ? " en " : " and ") + restText;
    }

    String list(List<String> names) {
        if (names.size() < 2) {
            return String.join("", names);
        }
        return String.join(", ", names.subList(0, names.size() - 1))
                + (dutch() ? " en " : " and ")
                + names.get(names.size() - 1);
    }

    String state(PublicState state) {
        return switch (state) {
            case INVESTIGATING -> dutch() ? "In onderzoek" : "Investigating";
            case IDENTIFIED -> dutch() ? "Oorzaak gevonden" : "Identified";
            case MONITORING -> dutch() ? "Onder bewaking" : "Monitoring";
            case RESOLVED -> dutch() ? "Opgelost" : "Resolved";
        };
    }
}
