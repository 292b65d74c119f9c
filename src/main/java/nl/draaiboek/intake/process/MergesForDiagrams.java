package nl.draaiboek.intake.process;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.FormText;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentLabel;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.intake.Alerts;
import nl.draaiboek.intake.CameIn;
import nl.draaiboek.people.People;
import nl.draaiboek.services.Services;

/** What the forms of a merge show. */
@ForDiagrams("merges")
public class MergesForDiagrams {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

    private final Incidents incidents;
    private final Services services;
    private final CameIn cameIn;
    private final Alerts alerts;
    private final TimeToAnswer timeToAnswer;
    private final People people;
    private final ZoneId zone;

    MergesForDiagrams(
            Incidents incidents,
            Services services,
            CameIn cameIn,
            Alerts alerts,
            TimeToAnswer timeToAnswer,
            People people,
            OfficeHours officeHours) {
        this.incidents = incidents;
        this.services = services;
        this.cameIn = cameIn;
        this.alerts = alerts;
        this.timeToAnswer = timeToAnswer;
        this.people = people;
        this.zone = officeHours.zone();
    }

    /** How long somebody may take to choose or confirm, as a duration of ISO 8601. */
    public String decideWithin() {
        return timeToAnswer.within(Severity.UNKNOWN_COUNTS_AS);
    }

    /** When the answer is due. */
    public Date decideBy() {
        return timeToAnswer.by(Severity.UNKNOWN_COUNTS_AS);
    }

    /** The running incidents, as options of a select. */
    public List<Map<String, String>> options() {
        return incidents.running().stream()
                .map(incident -> Map.of("value", incident.code().value(), "label", IncidentLabel.of(incident, zone)))
                .toList();
    }

    /** The same, a row each. */
    public List<Map<String, Object>> table() {
        return incidents.running().stream().map(this::row).toList();
    }

    /** Some of them, a row each. @param codes separated by commas */
    public List<Map<String, Object>> rows(String codes) {
        return MergeChosen.codes(codes).stream()
                .map(code -> row(incidents.get(code)))
                .toList();
    }

    /** As the cells of a table, which shows everything as it stands. */
    private Map<String, Object> row(Incident incident) {
        var row = new LinkedHashMap<String, Object>();
        row.put("code", incident.code().value());
        row.put("title", incident.title());
        row.put("severity", incident.effectiveSeverity().number());
        row.put("state", incident.state().name().toLowerCase(Locale.ROOT));
        row.put("since", MOMENT.format(incident.since().atZone(zone)));
        row.put("lead", incident.lead() == null ? "" : people.nameOf(incident.lead()));
        row.put("services", services.namesOf(incident.services(), "en"));
        row.put("came", cameIn.of(incident.code()).size());
        row.put("firing", alerts.firing(incident.code()));
        return row;
    }

    /** What a merge concerns of one of them, safe for the text of a form. */
    public Map<String, Object> view(String code) {
        var incident = incidents.get(new IncidentCode(code));
        var view = new LinkedHashMap<String, Object>();
        view.put("code", code);
        view.put("title", FormText.plain(incident.title()));
        view.put("state", incident.state().name().toLowerCase(Locale.ROOT));
        view.put("severity", incident.effectiveSeverity().number());
        view.put("services", FormText.plain(services.namesOf(incident.services(), "en")));
        view.put("came", cameIn.of(incident.code()).size());
        view.put("firing", alerts.firing(incident.code()));
        return view;
    }
}
