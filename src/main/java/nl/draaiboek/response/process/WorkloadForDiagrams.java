package nl.draaiboek.response.process;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.FormText;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.people.People;
import nl.draaiboek.response.OfferRole;
import nl.draaiboek.response.OfferRole.NotPossible;
import nl.draaiboek.response.OfferRole.Wish;
import nl.draaiboek.response.RoleHolders;
import nl.draaiboek.response.Roles;
import nl.draaiboek.response.TellTaskGiven;
import nl.draaiboek.response.WatchWorkload;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.jspecify.annotations.Nullable;

/** Who has too much, or something too long. Variables: {@code person}, and {@code role}, empty for too many. */
@ForDiagrams("workload")
public class WorkloadForDiagrams {

    private static final ProcessVariable<String> PERSON = ProcessVariable.text("person");
    private static final int LONGEST = 500;

    private final WatchWorkload watchWorkload;
    private final RoleHolders holders;
    private final Roles roles;
    private final OfferRole offerRole;
    private final TellTaskGiven tellTaskGiven;
    private final Incidents incidents;
    private final IncidentRecord record;
    private final People people;
    private final CurrentPerson currentPerson;
    private final Clock clock;

    WorkloadForDiagrams(
            WatchWorkload watchWorkload,
            RoleHolders holders,
            Roles roles,
            OfferRole offerRole,
            TellTaskGiven tellTaskGiven,
            Incidents incidents,
            IncidentRecord record,
            People people,
            CurrentPerson currentPerson,
            Clock clock) {
        this.watchWorkload = watchWorkload;
        this.holders = holders;
        this.roles = roles;
        this.offerRole = offerRole;
        this.tellTaskGiven = tellTaskGiven;
        this.incidents = incidents;
        this.record = record;
        this.people = people;
        this.currentPerson = currentPerson;
        this.clock = clock;
    }

    /** Points out whoever has too much by now, once. */
    public void look(String incident) {
        watchWorkload.look(new IncidentCode(incident));
    }

    /** When somebody has a role too long next. */
    public Date nextLook(String incident) {
        return Date.from(watchWorkload.nextLook(new IncidentCode(incident)));
    }

    /** Login of who relieves them: whoever leads; nobody by name where that is the one who has too much. */
    public @Nullable String relievedBy(String incident, String person) {
        var lead = incidents.get(new IncidentCode(incident)).lead();
        return person.equals(lead) ? null : lead;
    }

    /** What the task says of it. */
    public Map<String, Object> view(String incident, String person, String role) {
        var held = theirs(incident, person);
        var view = new LinkedHashMap<String, Object>();
        view.put("person", FormText.plain(people.nameOf(person)));
        view.put(
                "leads", person.equals(incidents.get(new IncidentCode(incident)).lead()));
        view.put("many", role.isEmpty());
        view.put(
                "roles",
                FormText.plain(String.join(
                        ", ", held.stream().map(one -> roles.nameOf(one.role())).toList())));
        view.put("role", FormText.plain(role.isEmpty() ? "" : roles.nameOf(role)));
        view.put(
                "hours",
                held.stream()
                        .filter(one -> one.role().equals(role))
                        .map(one ->
                                Duration.between(one.since(), clock.instant()).toHours())
                        .findFirst()
                        .orElse(0L));
        return view;
    }

    /** Their roles, as the options of a select. */
    public List<Map<String, String>> options(String incident, String person) {
        var options = new ArrayList<Map<String, String>>();
        for (var held : theirs(incident, person)) {
            var option = new LinkedHashMap<String, String>();
            option.put("value", held.role());
            option.put("label", roles.nameOf(held.role()));
            options.add(option);
        }
        return options;
    }

    /** Mails whoever leads that there is this task; the managers too where it is about the lead. */
    public void tell(DelegateTask task) {
        var code = new IncidentCode(ProcessVariable.INCIDENT.from(task));
        var person = PERSON.from(task);
        var whom = new LinkedHashSet<String>();
        whom.add(Objects.requireNonNullElse(incidents.get(code).lead(), person));
        if (whom.contains(person)) {
            people.inGroups("managers").forEach(manager -> whom.add(manager.id()));
        }
        whom.forEach(one -> tellTaskGiven.tell(
                code, one, task.getId() + "/" + one, String.valueOf(task.getName()), people.nameOf(person), null));
    }

    /** Completes "Relieve somebody": asks another for one of their roles, or leaves it with a reason. */
    public void decided(DelegateTask task) {
        var code = new IncidentCode(ProcessVariable.INCIDENT.from(task));
        var answers = new Answers(task);
        var by = currentPerson.completes(task);
        var next = answers.choice("next", "Choose whether somebody else is asked.", "ask", "leave");
        if (next.equals("leave")) {
            record.append(
                    code,
                    "workload.left",
                    by,
                    Map.of(
                            "person",
                            PERSON.from(task),
                            "why",
                            answers.required("why", LONGEST, "Say why it stays as it is.")));
            return;
        }
        var whom = answers.required("whom", 64, "Choose whom to ask.");
        if (whom.equals(PERSON.from(task))) {
            throw new InvalidAnswer("whom", people.nameOf(whom) + " has too much already: choose somebody else.");
        }
        try {
            offerRole.offer(new Wish(
                    code, answers.required("which", 64, "Choose the role."), whom, by, answers.text("why", LONGEST)));
        } catch (NotPossible e) {
            throw new InvalidAnswer(e.field().equals("person") ? "whom" : "which", e.why());
        }
    }

    private List<RoleHolders.Held> theirs(String incident, String person) {
        return holders.held(new IncidentCode(incident)).stream()
                .filter(held -> held.person().equals(person))
                .toList();
    }
}
