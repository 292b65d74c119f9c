package nl.draaiboek.incident.process;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.FormText;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.incident.Alerting;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentLabel;
import nl.draaiboek.incident.IncidentState;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Links;
import nl.draaiboek.incident.MayLead;
import nl.draaiboek.incident.MeetingPlaces;
import nl.draaiboek.incident.NoteDanger;
import nl.draaiboek.incident.Noticed;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.people.People;
import nl.draaiboek.services.Services;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;

/** The facts of an incident as forms show them and gateways ask for them. Everything people typed is made safe for forms. */
@ForDiagrams("incidents")
public class IncidentsForDiagrams {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

    /** What can be read in a storm; the rest is merged by the task for that. */
    private static final int MOST_CANDIDATES = 50;

    private final Incidents incidents;
    private final Services services;
    private final Alerting alerting;
    private final NoteDanger noteDanger;
    private final MeetingPlaces places;
    private final Links links;
    private final People people;
    private final CurrentPerson currentPerson;
    private final MayLead mayLead;
    private final ZoneId zone;

    IncidentsForDiagrams(
            Incidents incidents,
            Services services,
            Alerting alerting,
            NoteDanger noteDanger,
            MeetingPlaces places,
            Links links,
            People people,
            CurrentPerson currentPerson,
            MayLead mayLead,
            OfficeHours officeHours) {
        this.incidents = incidents;
        this.services = services;
        this.alerting = alerting;
        this.noteDanger = noteDanger;
        this.places = places;
        this.links = links;
        this.people = people;
        this.currentPerson = currentPerson;
        this.mayLead = mayLead;
        this.zone = officeHours.zone();
    }

    /** What a form shows of it; plain values only. */
    public Map<String, Object> view(String code) {
        var incident = get(code);
        var view = new LinkedHashMap<String, Object>();
        view.put("code", code);
        view.put("title", FormText.plain(incident.title()));
        view.put("state", incident.state().name());
        view.put("publicState", incident.publicState().name());
        view.put("severity", incident.effectiveSeverity().number());
        view.put("assessed", incident.severity() != null);
        view.put(
                "severityText",
                "Severity " + incident.effectiveSeverity().number()
                        + (incident.severity() == null ? " (provisional)" : ""));
        view.put("crisisPlan", incident.crisisPlan());
        view.put("noticed", words(incident.noticed()));
        view.put("byMonitoring", alerting.seenByMonitoring(incident.code()));
        view.put("firing", alerting.firing(incident.code()));
        view.put("clearSince", moment(alerting.clearSince(incident.code()).orElse(null)));
        view.put("danger", noteDanger.unsafe(incident));
        view.put("dangerAsked", incident.danger() != null);
        view.put("dangerWhere", FormText.plain(incident.dangerWhere()));
        view.put("lead", incident.lead() == null ? "" : FormText.plain(people.nameOf(incident.lead())));
        view.put("techLead", incident.techLead() == null ? "" : FormText.plain(people.nameOf(incident.techLead())));
        view.put("services", FormText.plain(services.namesOf(incident.services(), "en")));
        var meet = meet(incident.code());
        view.put("places", meet);
        view.put("meet", (meet.isEmpty() ? "" : meet + " · ") + whoDoesWhat(incident.code()));
        view.put("because", FormText.plain(incident.rejectedBecause()));
        view.put("since", moment(incident.since()));
        view.put("expectedRecovery", moment(incident.expectedRecovery()));
        incident.milestones()
                .forEach((milestone, at) ->
                        view.put(milestone.name().toLowerCase(Locale.ROOT).replace('_', '-') + "At", moment(at)));
        return view;
    }

    /** The incidents that run, as the options of a select. */
    public List<Map<String, String>> options() {
        return options("");
    }

    /** The same without the incident itself. */
    public List<Map<String, String>> others(String code) {
        return options(code);
    }

    private List<Map<String, String>> options(String without) {
        var options = new ArrayList<Map<String, String>>();
        for (var incident : incidents.running()) {
            if (!incident.code().value().equals(without)) {
                options.add(option(incident));
            }
        }
        return options;
    }

    private Map<String, String> option(Incident incident) {
        var option = new LinkedHashMap<String, String>();
        option.put("value", incident.code().value());
        option.put("label", IncidentLabel.of(incident, zone));
        return option;
    }

    /** The other candidates that are open, a row each for a table. */
    public List<Map<String, String>> candidates(String code) {
        var rows = new ArrayList<Map<String, String>>();
        for (var incident : otherCandidates(code)) {
            var row = new LinkedHashMap<String, String>();
            row.put("code", incident.code().value());
            row.put("title", incident.title());
            row.put("severity", String.valueOf(incident.effectiveSeverity().number()));
            row.put("since", moment(incident.since()));
            row.put("services", services.namesOf(incident.services(), "en"));
            row.put("lead", incident.lead() == null ? "nobody yet" : people.nameOf(incident.lead()));
            rows.add(row);
        }
        return rows;
    }

    /** The same, as the options of a list of choices. */
    public List<Map<String, String>> candidateOptions(String code) {
        return new ArrayList<>(otherCandidates(code).stream().map(this::option).toList());
    }

    private List<Incident> otherCandidates(String code) {
        return incidents.running().stream()
                .filter(incident -> incident.state() == IncidentState.CANDIDATE)
                .filter(incident -> !incident.code().value().equals(code))
                .sorted(Comparator.comparing(Incident::effectiveSeverity).thenComparing(Incident::since))
                .limit(MOST_CANDIDATES)
                .toList();
    }

    /** What a task of this incident counts for in Tasklist: the worse the severity, the higher. */
    public int priority(String code) {
        return TasksFollowSeverity.priority(get(code).effectiveSeverity());
    }

    /** User id of who leads, or an empty text. */
    public String lead(String code) {
        var lead = get(code).lead();
        return lead == null ? "" : lead;
    }

    /** Whether people still work on it. */
    public boolean running(String code) {
        return get(code).state().running();
    }

    /** Whether the present or threatening impact has ended, or it never was an incident. */
    public boolean over(String code) {
        var state = get(code).state();
        return state != IncidentState.CANDIDATE && state != IncidentState.DECLARED;
    }

    public boolean candidate(String code) {
        return get(code).state() == IncidentState.CANDIDATE;
    }

    /** Whether anyone may be in danger, as far as is known. */
    public boolean danger(String code) {
        return Boolean.TRUE.equals(get(code).danger());
    }

    /** Whether anyone may be in danger and nobody has confirmed yet that they are safe. */
    public boolean unsafe(String code) {
        return noteDanger.unsafe(get(code));
    }

    /** Whether it may close by itself: only monitoring saw it, nothing fires any more, nobody is in danger or leads. */
    public boolean clearedByItself(String code) {
        var incident = get(code);
        return incident.state() == IncidentState.CANDIDATE
                && incident.noticed() == Noticed.MONITORING
                && incident.lead() == null
                && !Boolean.TRUE.equals(incident.danger())
                && alerting.clearSince(incident.code()).isPresent();
    }

    /**
     * Refuses whoever begins this and neither leads an incident that runs nor is an incident manager or a manager. What the plan
     * begins goes on.
     */
    public void onlyWhoLeads(DelegateExecution execution) {
        if (execution.getSuperExecution() == null) {
            currentPerson.id().filter(person -> !mayLead.now(person)).ifPresent(person -> {
                throw new InvalidAnswer(
                        "",
                        "Whoever leads an incident that runs begins this, or an incident manager or a manager. Ask one of them.");
            });
        }
    }

    /**
     * Who decides about severity: who assessed, when they lead or manage incidents, else the lead.
     *
     * @param assessor user id
     */
    public String decider(String code, String assessor) {
        var lead = lead(code);
        var manages = people.inGroups("incidentManagers").stream()
                .anyMatch(manager -> manager.id().equals(assessor));
        return manages || lead.isEmpty() ? assessor : lead;
    }

    public boolean crisisPlan(String code) {
        return get(code).crisisPlan();
    }

    /** Whether at least one of its alerts fires. */
    public boolean firing(String code) {
        return alerting.firing(new IncidentCode(code));
    }

    /** Where each task leads to who has which role, and to the button that hands one over. */
    private String whoDoesWhat(IncidentCode code) {
        return "[Who does what, and hand a role over](<" + links.toIncident(code) + "#roles>)";
    }

    /** One line of Markdown with links that may be followed; empty while nothing is open. */
    private String meet(IncidentCode code) {
        return places.of(code).stream()
                .map(place -> place.kind() + ": "
                        + (place.address()
                                ? "[" + FormText.plain(place.where()) + "](<" + link(place.where()) + ">)"
                                : FormText.plain(place.where())))
                .collect(Collectors.joining(" · "));
    }

    /** Nothing in it can end the link or begin markup. */
    private static String link(String address) {
        return address.strip()
                .replace("<", "%3C")
                .replace(">", "%3E")
                .replace("\\", "%5C")
                .replace("{", "%7B");
    }

    private Incident get(String code) {
        return incidents.get(new IncidentCode(code));
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
