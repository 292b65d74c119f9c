package nl.draaiboek.communication;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import nl.draaiboek.incident.PublicState;
import nl.draaiboek.incident.SpokenTime;
import org.jspecify.annotations.Nullable;

/** Times, lists and states as people say them in one language. */
record Spoken(String language, ZoneId zone) {

    private boolean dutch() {
        return language.equals("nl");
    }

    /** The time of day, with the day where it is not that of {@code reader}; empty for nothing. */
    String time(@Nullable Instant moment, Instant reader) {
        if (moment == null) {
            return "";
        }
        return new SpokenTime(language, zone).near(moment, reader);
    }

    /** The time in a sentence that says when something happens: <em>om 15:00 uur</em>. */
    String at(@Nullable Instant moment, Instant reader) {
        return moment == null ? "" : new SpokenTime(language, zone).by(moment, reader);
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
