package nl.draaiboek.incident;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** An incident in a list that a responder chooses from: enough to tell one from another at night. */
public final class IncidentLabel {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

    private IncidentLabel() {}

    /** {@code INC-2026-0001 · Power out in hall 2 · severity 1 (provisional) · since Sat 21 Nov 03:00}. */
    public static String of(Incident incident, ZoneId zone) {
        return incident.code() + " · " + incident.title() + " · severity "
                + incident.effectiveSeverity().number() + (incident.severity() == null ? " (provisional)" : "")
                + " · since " + MOMENT.format(incident.since().atZone(zone));
    }
}
