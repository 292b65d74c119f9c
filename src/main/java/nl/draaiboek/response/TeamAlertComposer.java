package nl.draaiboek.response;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import nl.draaiboek.delivery.Composer;
import nl.draaiboek.delivery.Composition;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Links;
import nl.draaiboek.incident.NoteDanger;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.incident.RecordEntry;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.incident.SpokenTime;
import nl.draaiboek.people.People;
import nl.draaiboek.services.Services;
import org.springframework.stereotype.Component;

/**
 * Tells the team at the start that something is going on and what is asked of them, each in their own language.
 * Told before that it was not as bad? Then it says what changed and why. Audiences as in {@link Team}.
 */
@Component
class TeamAlertComposer implements Composer {

    private final Incidents incidents;
    private final Services services;
    private final NoteDanger noteDanger;
    private final IncidentRecord record;
    private final Team team;
    private final TeamTold told;
    private final WhyThisSeverity why;
    private final People people;
    private final ResponseTexts texts;
    private final ZoneId zone;
    private final Links links;

    TeamAlertComposer(
            Incidents incidents,
            Services services,
            NoteDanger noteDanger,
            IncidentRecord record,
            Team team,
            TeamTold told,
            WhyThisSeverity why,
            People people,
            ResponseTexts texts,
            OfficeHours officeHours,
            Links links) {
        this.incidents = incidents;
        this.services = services;
        this.noteDanger = noteDanger;
        this.record = record;
        this.team = team;
        this.told = told;
        this.why = why;
        this.people = people;
        this.texts = texts;
        this.zone = officeHours.zone();
        this.links = links;
    }

    @Override
    public String message() {
        return "team-alert";
    }

    @Override
    public Composition compose(Request request) {
        var incident = incidents.get(request.incident());
        var contents = texts.contents("team-alert", language -> values(incident, request.audience(), language));
        var recipients = Recipients.of(team.audience(request.audience()));
        if (!request.audience().equals("managers")) {
            told.note(incident.code(), incident.effectiveSeverity());
        }
        return new Composition(
                contents,
                recipients,
                request.incident() + "/team",
                request.incident() + "/team-alert/" + request.audience());
    }

    /** That the lead was taken over, when nothing that the team is called for came after it. */
    private Optional<RecordEntry> takenOver(IncidentCode code) {
        return record.of(code).stream()
                .filter(entry ->
                        entry.kind().startsWith("lead.") || entry.kind().startsWith("severity."))
                .reduce((earlier, later) -> later)
                .filter(entry -> entry.kind().equals("lead.taken-over"));
    }

    private Map<String, Object> values(Incident incident, String audience, String language) {
        var values = new HashMap<String, Object>();
        values.put("code", incident.code().value());
        values.put("title", incident.title());
        values.put("severity", Integer.toString(incident.effectiveSeverity().number()));
        var before = audience.equals("managers") ? Optional.<Severity>empty() : told.severity(incident.code());
        var changed = before.filter(severity -> severity != incident.effectiveSeverity());
        values.put(
                "before",
                changed.map(severity -> Integer.toString(severity.number())).orElse(""));
        values.put("because", changed.isPresent() ? why.of(incident.code()) : "");
        values.put("provisional", incident.severity() == null);
        values.put("since", new SpokenTime(language, zone).full(incident.since()));
        values.put("services", services.namesOf(incident.services(), language));
        values.put("danger", noteDanger.unsafe(incident));
        values.put("where", incident.dangerWhere() == null ? "" : incident.dangerWhere());
        values.put("lead", incident.lead() == null ? "" : people.nameOf(incident.lead()));
        takenOver(incident.code())
                .ifPresentOrElse(
                        entry -> {
                            values.put("takenOver", true);
                            values.put("from", people.nameOf(WhyThisSeverity.text(entry, "from")));
                            values.put("takenOverWhy", WhyThisSeverity.text(entry, "why"));
                        },
                        () -> values.put("takenOver", false));
        values.put("wider", audience.equals("wider") && incident.lead() == null);
        values.put("link", links.toTasks(incident.code()));
        return values;
    }
}
