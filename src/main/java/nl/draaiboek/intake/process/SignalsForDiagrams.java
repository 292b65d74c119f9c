package nl.draaiboek.intake.process;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.FormText;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentLabel;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Noticed;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.intake.CameIn;
import nl.draaiboek.intake.Reporter;
import nl.draaiboek.intake.Signal;
import nl.draaiboek.intake.SignalKind;
import nl.draaiboek.people.People;
import org.jspecify.annotations.Nullable;

/** What came in, as forms show it and gateways ask for it. */
@ForDiagrams("signals")
public class SignalsForDiagrams {

    private static final int LATEST = 50;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

    private final CameIn cameIn;
    private final Incidents incidents;
    private final People people;
    private final TimeToAnswer timeToAnswer;
    private final ZoneId zone;

    SignalsForDiagrams(
            CameIn cameIn, Incidents incidents, People people, TimeToAnswer timeToAnswer, OfficeHours officeHours) {
        this.cameIn = cameIn;
        this.incidents = incidents;
        this.people = people;
        this.timeToAnswer = timeToAnswer;
        this.zone = officeHours.zone();
    }

    /** The latest alerts, reports and declarations of an incident, newest first: rows of a table. */
    public List<Map<String, Object>> view(String incident) {
        return cameIn.latestOf(new IncidentCode(incident), LATEST).stream()
                .map(this::row)
                .toList();
    }

    /** What people reported of an incident, for who reproduces it: rows of a table. */
    public List<Map<String, Object>> reports(String incident) {
        return cameIn.of(new IncidentCode(incident)).stream()
                .filter(signal -> signal.kind() != SignalKind.ALERT)
                .limit(LATEST)
                .map(signal -> {
                    var row = row(signal);
                    row.put("steps", said(signal, "steps"));
                    row.put("details", said(signal, "details"));
                    return row;
                })
                .toList();
    }

    /** One report or declaration in full, safe for the text of a form. */
    public Map<String, Object> one(long id) {
        var signal = cameIn.get(id);
        var view = new LinkedHashMap<String, Object>();
        view.put("incident", signal.incident() == null ? "" : signal.incident().value());
        view.put("what", FormText.plain(signal.title()));
        view.put("services", FormText.plain(String.join(", ", signal.services())));
        view.put("where", FormText.plain(said(signal, "where")));
        view.put("channel", words(signal.noticed()));
        view.put("who", FormText.plain(who(signal.reporter())));
        view.put("since", moment(signal.startsAt()));
        view.put("receivedAt", moment(signal.receivedAt()));
        view.put("severity", severity(signal));
        view.put("steps", FormText.plain(said(signal, "steps")));
        view.put("details", FormText.plain(said(signal, "details")));
        return view;
    }

    /** Whether any incident runs that it could belong to. */
    public boolean othersRun() {
        return !incidents.running().isEmpty();
    }

    /** Whether any incident runs that this one could be the same as. */
    public boolean othersRun(String incident) {
        return incidents.running().stream()
                .anyMatch(other -> !other.code().value().equals(incident));
    }

    /** How long the question where it belongs may stay open, as a duration of ISO 8601. */
    public String placeWithin(long id) {
        return timeToAnswer.within(severityOf(cameIn.get(id)));
    }

    /** When the answer is due. */
    public Date placeBy(long id) {
        return timeToAnswer.by(severityOf(cameIn.get(id)));
    }

    /** The incidents that run, those of the same service first, and none of them: the options of a select. */
    public List<Map<String, String>> choices(long id) {
        var signal = cameIn.get(id);
        var services = signal.services();
        Predicate<Incident> same = incident -> incident.services().stream().anyMatch(services::contains);
        var options = new ArrayList<Map<String, String>>();
        var others = incidents.running().stream()
                .filter(incident -> !incident.code().equals(signal.incident()))
                .toList();
        others.stream().filter(same).forEach(i -> options.add(option(i, " · the same service")));
        others.stream().filter(same.negate()).forEach(i -> options.add(option(i, "")));
        options.add(Map.of("value", Placing.NONE, "label", "None of these: it is another one"));
        return options;
    }

    private Map<String, String> option(Incident incident, String remark) {
        return Map.of("value", incident.code().value(), "label", IncidentLabel.of(incident, zone) + remark);
    }

    private Map<String, Object> row(Signal signal) {
        var row = new LinkedHashMap<String, Object>();
        row.put("at", moment(signal.receivedAt()));
        row.put("kind", kind(signal));
        row.put("what", signal.title());
        row.put("services", String.join(", ", signal.services()));
        row.put("severity", severity(signal));
        row.put("from", signal.reporter() == null ? signal.source() : who(signal.reporter()));
        return row;
    }

    private String said(Signal signal, String field) {
        return cameIn.body(signal.id()).get(field) instanceof String text ? text : "";
    }

    private String who(@Nullable Reporter reporter) {
        if (reporter == null) {
            return "";
        }
        if (reporter.name() != null) {
            return reporter.name();
        }
        return reporter.user() != null
                ? people.nameOf(reporter.user())
                : Objects.requireNonNullElse(reporter.mail(), "not said");
    }

    private static String kind(Signal signal) {
        return switch (signal.kind()) {
            case ALERT -> signal.firing() ? "alert" : "alert ended";
            case REPORT -> "report of " + words(signal.noticed());
            case DECLARATION -> "declaration";
        };
    }

    private static Severity severityOf(Signal signal) {
        return Objects.requireNonNullElse(signal.severity(), Severity.UNKNOWN_COUNTS_AS);
    }

    private static String severity(Signal signal) {
        return signal.severity() == null
                ? "not said, counts as " + Severity.UNKNOWN_COUNTS_AS.number()
                : Integer.toString(signal.severity().number());
    }

    private String moment(@Nullable Instant at) {
        return at == null ? "" : MOMENT.format(at.atZone(zone));
    }

    private static String words(Noticed noticed) {
        return switch (noticed) {
            case MONITORING -> "monitoring";
            case COLLEAGUE -> "a colleague";
            case CUSTOMER -> "a customer";
            case SOCIAL_MEDIA -> "social media";
            case TICKET -> "a support ticket";
        };
    }
}
