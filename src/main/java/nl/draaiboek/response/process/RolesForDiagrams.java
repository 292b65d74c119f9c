package nl.draaiboek.response.process;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.FormText;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.incident.RecordEntry;
import nl.draaiboek.incident.ResponsePolicies;
import nl.draaiboek.people.MayBeAsked;
import nl.draaiboek.people.People;
import nl.draaiboek.people.Person;
import nl.draaiboek.response.OfferRole;
import nl.draaiboek.response.OfferRole.NotPossible;
import nl.draaiboek.response.OfferRole.Wish;
import nl.draaiboek.response.Responders;
import nl.draaiboek.response.Role;
import nl.draaiboek.response.RoleHolders;
import nl.draaiboek.response.RoleOffer;
import nl.draaiboek.response.RoleOffers;
import nl.draaiboek.response.RoleProcesses;
import nl.draaiboek.response.Roles;
import nl.draaiboek.response.TellOfRoles;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.jspecify.annotations.Nullable;

/** Roles as diagrams ask for them and forms show them. The variable {@code offer} is the number of an offer. */
@ForDiagrams("roles")
public class RolesForDiagrams {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);
    private static final ProcessVariable<Boolean> ACCEPTED = ProcessVariable.yesNo("accepted");
    private static final ProcessVariable<Boolean> ASKED_ANEW = ProcessVariable.yesNo("askedAnew");
    private static final String NONE = "none";
    private static final String PERSON = "person";
    private static final String ROLE = "role";
    private static final int LONGEST = 500;

    private final Roles roles;
    private final RoleHolders holders;
    private final RoleOffers offers;
    private final OfferRole offerRole;
    private final Responders responders;
    private final RoleProcesses processes;
    private final TellOfRoles tellOfRoles;
    private final Incidents incidents;
    private final ResponsePolicies policies;
    private final People people;
    private final IncidentRecord record;
    private final CurrentPerson currentPerson;
    private final MayBeAsked mayBeAsked;
    private final ZoneId zone;

    RolesForDiagrams(
            Roles roles,
            RoleHolders holders,
            RoleOffers offers,
            OfferRole offerRole,
            Responders responders,
            RoleProcesses processes,
            TellOfRoles tellOfRoles,
            Incidents incidents,
            ResponsePolicies policies,
            People people,
            IncidentRecord record,
            CurrentPerson currentPerson,
            MayBeAsked mayBeAsked,
            OfficeHours officeHours) {
        this.mayBeAsked = mayBeAsked;
        this.roles = roles;
        this.holders = holders;
        this.offers = offers;
        this.offerRole = offerRole;
        this.responders = responders;
        this.processes = processes;
        this.tellOfRoles = tellOfRoles;
        this.incidents = incidents;
        this.policies = policies;
        this.people = people;
        this.record = record;
        this.currentPerson = currentPerson;
        this.zone = officeHours.zone();
    }

    /** Login of who answers for a role: whoever has it, else the lead; null while nobody leads. For the assignee of a task. */
    public @Nullable String holder(String incident, String role) {
        return holders.responsible(new IncidentCode(incident), role).orElse(null);
    }

    /** How long is waited for others who come before the lead is asked to give them a role; an ISO 8601 duration. */
    public String gatherFor(String incident) {
        var policy = policies.of(new IncidentCode(incident));
        return policy.containsKey("gatherRespondersFor") ? policy.get("gatherRespondersFor") : "PT1M";
    }

    /** Whether there is somebody to give roles, or no need any more. */
    public boolean led(String incident) {
        var facts = incidents.get(new IncidentCode(incident));
        return facts.lead() != null || !facts.state().running();
    }

    /** Whether somebody came of whom nobody decided what they do, and who leads is not giving the roles just now. */
    public boolean unplaced(String incident) {
        var code = new IncidentCode(incident);
        return !processes.givingRoles(code) && !responders.unplaced(code).isEmpty();
    }

    /** Everyone who came, when, and what they do; a row each for a table. */
    public List<Map<String, String>> came(String incident) {
        var code = new IncidentCode(incident);
        var rows = new ArrayList<Map<String, String>>();
        for (var one : responders.came(code)) {
            var row = new LinkedHashMap<String, String>();
            row.put("who", people.nameOf(one.person()));
            row.put("since", moment(one.at()));
            row.put("role", rolesOf(code, one.person()));
            row.put("knows", knownTo(one.person()));
            rows.add(row);
        }
        return rows;
    }

    /** Every role, who has it, and what it answers for; a row each for a table. */
    public List<Map<String, String>> table(String incident) {
        var code = new IncidentCode(incident);
        var held = holders.of(code);
        var rows = new ArrayList<Map<String, String>>();
        for (var role : roles.all()) {
            var row = new LinkedHashMap<String, String>();
            row.put("role", role.name());
            row.put("who", held.containsKey(role.id()) ? people.nameOf(held.get(role.id())) : "");
            row.put(
                    "asked",
                    offers.open(code).stream()
                            .filter(offer -> offer.role().equals(role.id()))
                            .map(offer -> people.nameOf(offer.person()) + ", until " + moment(offer.answerBy()))
                            .findFirst()
                            .orElse(""));
            row.put("responsibilities", role.responsibilities());
            rows.add(row);
        }
        return rows;
    }

    /** The roles, with who has each, as the options of a select. */
    public List<Map<String, String>> options(String incident) {
        var held = holders.of(new IncidentCode(incident));
        var options = new ArrayList<Map<String, String>>();
        for (var role : roles.all()) {
            var has = held.get(role.id());
            options.add(option(role.id(), role.name() + (has == null ? "" : " (now " + people.nameOf(has) + ")")));
        }
        return options;
    }

    /** The same, with first the choice of no role. */
    public List<Map<String, String>> optionsOrNone(String incident) {
        var options = new ArrayList<Map<String, String>>();
        options.add(option(NONE, "No role: they help where they are needed"));
        options.addAll(options(incident));
        return options;
    }

    /** The roles that this person knows and does not have in every running incident already, as the options of a select. */
    public List<Map<String, String>> knownBy(String person) {
        var held = incidents.running().stream()
                .map(incident -> holders.of(incident.code()))
                .toList();
        return roles.all().stream()
                .filter(role -> offerRole.knows(person, role))
                .filter(role -> held.isEmpty() || held.stream().anyMatch(one -> !person.equals(one.get(role.id()))))
                .map(role -> option(role.id(), role.name()))
                .toList();
    }

    /** Login of who is being asked for a role, else of who has it: what a form begins with. Nobody where it is only with whoever leads. */
    public @Nullable String chosen(String incident, String role) {
        var code = new IncidentCode(incident);
        return offers.open(code).stream()
                .filter(offer -> offer.role().equals(role))
                .map(RoleOffer::person)
                .findFirst()
                .or(() -> holders.given(code).stream()
                        .filter(held -> held.role().equals(role) && !held.ofLead())
                        .map(RoleHolders.Held::person)
                        .findFirst())
                .orElse(null);
    }

    /** Who may be asked for a role: who came and knows it first, then who came, who knows it, and who leads. */
    public List<Map<String, String>> candidates(String incident, String role) {
        return candidates(
                new IncidentCode(incident), roles.find(role).map(Role::groups).orElse(Set.of()));
    }

    /** Who may be asked for any role: first who came and has none. */
    public List<Map<String, String>> candidates(String incident) {
        var groups = new LinkedHashSet<String>();
        roles.all().forEach(role -> groups.addAll(role.groups()));
        return candidates(new IncidentCode(incident), groups);
    }

    /** The same but for one, who has too much already. */
    public List<Map<String, String>> others(String incident, String person) {
        return candidates(incident).stream()
                .filter(option -> !person.equals(option.get("value")))
                .toList();
    }

    /** Those of whom nobody decided what they do, as the options of a select. */
    public List<Map<String, String>> waiting(String incident) {
        return responders.unplaced(new IncidentCode(incident)).stream()
                .map(one -> option(one.person(), people.nameOf(one.person()) + ", came " + moment(one.at())))
                .toList();
    }

    private List<Map<String, String>> candidates(IncidentCode code, Set<String> groups) {
        var known = people.inGroups(groups.toArray(String[]::new));
        var knownIds = known.stream().map(Person::id).toList();
        var came = responders.came(code).stream().map(Responders.Came::person).toList();
        var order = new LinkedHashSet<String>();
        responders.unplaced(code).stream()
                .map(Responders.Came::person)
                .filter(knownIds::contains)
                .forEach(order::add);
        came.stream().filter(knownIds::contains).forEach(order::add);
        order.addAll(came);
        order.addAll(knownIds);
        var lead = incidents.get(code).lead();
        if (lead != null) {
            order.add(lead);
        }
        order.addAll(holders.of(code).values());
        return mayBeAsked.notInNeed(List.copyOf(order), person -> person).stream()
                .map(person -> option(person, label(code, person, came.contains(person))))
                .toList();
    }

    private String label(IncidentCode code, String person, boolean came) {
        var has = rolesOf(code, person);
        return people.nameOf(person) + (came ? ", came" : "") + (has.isEmpty() ? "" : ", " + has);
    }

    /** Completes "Give who came a role". */
    public void place(DelegateTask task) {
        var code = new IncidentCode(ProcessVariable.INCIDENT.from(task));
        var answers = new Answers(task);
        var person = answers.required(PERSON, 64, "Choose who.");
        var role = answers.required(ROLE, 64, "Choose a role, or that they need none.");
        if (role.equals(NONE)) {
            responders.placed(code, person);
            return;
        }
        offer(new Wish(code, role, person, currentPerson.completes(task), answers.text("note", LONGEST)));
    }

    /** Login of who is asked. */
    public String asked(String offer) {
        return get(offer).person();
    }

    public Date answerBy(String offer) {
        return Date.from(get(offer).answerBy());
    }

    /** Login of who has to find somebody else: who hands it over, else who leads. */
    public @Nullable String givenBackTo(String offer) {
        var found = get(offer);
        return found.handOver()
                ? found.heldBy()
                : incidents.get(found.incident()).lead();
    }

    /** Mails who is asked; by SMS too where it is urgent and they want to be reached so. */
    public void tellAsked(String offer) {
        tellOfRoles.asked(get(offer));
    }

    /** Tells those whom it concerns what came of it. */
    public void tellOutcome(String offer) {
        tellOfRoles.outcome(get(offer));
    }

    public void lapse(String offer) {
        offerRole.lapse(Long.parseLong(offer));
        tellOutcome(offer);
        var found = get(offer);
        tellOfRoles.lapsed(
                found,
                roles.find(found.role())
                        .filter(role -> offerRole.knows(found.person(), role))
                        .isPresent());
    }

    /** Completes "Accept or decline". */
    public void answered(DelegateTask task) {
        var answers = new Answers(task);
        var offer = Long.parseLong(EngineRoleProcesses.OFFER.from(task));
        var accepted = answers.choice("answer", "Choose whether you take the role.", "yes", "no")
                .equals("yes");
        var by = currentPerson.completes(task);
        try {
            if (accepted) {
                offerRole.accept(offer, by);
            } else {
                offerRole.decline(
                        offer, by, answers.required("why", LONGEST, "Say why not, in a few words: it helps who asks."));
            }
        } catch (NotPossible e) {
            throw new InvalidAnswer(e.field(), e.why());
        }
        ACCEPTED.set(task.getExecution(), accepted);
    }

    /** Completes "Find somebody else": asks another, or leaves it as it is. */
    public void foundAnother(DelegateTask task) {
        var before = get(EngineRoleProcesses.OFFER.from(task));
        var answers = new Answers(task);
        var next = answers.choice("next", "Choose whom to ask, or to leave it.", "ask", "leave");
        if (next.equals("leave")) {
            ASKED_ANEW.set(task.getExecution(), false);
            return;
        }
        var person = answers.required(PERSON, 64, "Choose whom to ask.");
        try {
            var offer = offerRole.offerAgain(new Wish(
                    before.incident(),
                    before.role(),
                    person,
                    currentPerson.completes(task),
                    answers.text("note", LONGEST)));
            offer.ifPresent(made -> EngineRoleProcesses.OFFER.set(task.getExecution(), Long.toString(made.id())));
            ASKED_ANEW.set(task.getExecution(), offer.isPresent());
        } catch (NotPossible e) {
            throw new InvalidAnswer(e.field(), e.why());
        }
    }

    /** The roles that are this person's to hand over, in every running incident: their own, and all where they lead. */
    public List<Map<String, String>> theirs(String person) {
        var options = new ArrayList<Map<String, String>>();
        for (var incident : incidents.running()) {
            var held = holders.of(incident.code());
            var leads = person.equals(incident.lead());
            for (var role : roles.all()) {
                var has = held.get(role.id());
                if (leads || person.equals(has)) {
                    options.add(option(
                            incident.code() + "/" + role.id(),
                            incident.code() + " " + incident.title() + ": " + role.name()
                                    + (has == null || has.equals(person) ? "" : " (now " + people.nameOf(has) + ")")));
                }
            }
        }
        return options;
    }

    /** Everyone who knows some role, as the options of a select. */
    public List<Map<String, String>> everyone() {
        var groups = new LinkedHashSet<String>();
        roles.all().forEach(role -> groups.addAll(role.groups()));
        return mayBeAsked.notInNeed(people.inGroups(groups.toArray(String[]::new)), Person::id).stream()
                .map(person -> option(person.id(), person.name() + knows(person.id())))
                .toList();
    }

    private String knows(String person) {
        var known = knownTo(person);
        return known.isEmpty() ? "" : " (" + known + ")";
    }

    /** After "Take over the lead": who led until now hears it at once, whatever the hour and the severity. */
    public void tellLeadTakenOver(DelegateTask task) {
        var code = new IncidentCode(ProcessVariable.INCIDENT.from(task));
        record.of(code).stream()
                .filter(entry -> entry.kind().equals("lead.taken-over"))
                .max(Comparator.comparingInt(RecordEntry::sequence))
                .ifPresent(entry -> tellOfRoles.taken(
                        code, Role.INCIDENT_MANAGER, entry.actor(), text(entry, "from"), text(entry, "why")));
    }

    private static String text(RecordEntry entry, String detail) {
        return String.valueOf(entry.details().getOrDefault(detail, ""));
    }

    /** The role that was chosen before, or null where it is chosen in the form. */
    public @Nullable String wanted(DelegateExecution execution) {
        return EngineRoleProcesses.WANTED.find(execution).orElse(null);
    }

    /** Completes "Hand a role over": binds the process to the incident, and asks. */
    public void handOver(DelegateTask task) {
        var answers = new Answers(task);
        var chosen = answers.required("chosen", 120, "Choose which role.");
        var code = running(chosen.replaceFirst("/.*", ""));
        ProcessVariable.INCIDENT.set(task.getExecution(), code.value());
        task.getExecution().setProcessBusinessKey(code.value());
        try {
            offerRole.handOver(new Wish(
                    code,
                    chosen.replaceFirst("^[^/]*/?", ""),
                    answers.required(PERSON, 64, "Choose who takes it over."),
                    currentPerson.completes(task),
                    answers.text("note", LONGEST)));
        } catch (NotPossible e) {
            throw new InvalidAnswer(e.field().equals(ROLE) ? "chosen" : e.field(), e.why());
        }
    }

    /** Completes "Take a role": binds the process to the incident, and gives it at once. Who had it is told. */
    public void take(DelegateTask task) {
        var answers = new Answers(task);
        var code = running(answers.required("chosen", 30, "Choose the incident."));
        ProcessVariable.INCIDENT.set(task.getExecution(), code.value());
        task.getExecution().setProcessBusinessKey(code.value());
        var by = currentPerson.completes(task);
        var role = answers.required(ROLE, 64, "Choose the role.");
        try {
            var before = offerRole.takeBy(code, role, by, answers.text("why", LONGEST));
            tellOfRoles.taken(code, role, by, before.orElse(null), answers.text("why", LONGEST));
        } catch (NotPossible e) {
            throw new InvalidAnswer(e.field(), e.why());
        }
    }

    /** What the tasks about one offer show; what was typed is safe to show. */
    public Map<String, Object> view(String offer) {
        var found = get(offer);
        var role = roles.find(found.role()).orElseThrow();
        var view = new LinkedHashMap<String, Object>();
        view.put("role", FormText.plain(role.name()));
        view.put("responsibilities", FormText.plain(role.responsibilities()));
        view.put("expected", FormText.plain(role.en().expected()));
        view.put("start", FormText.plain(role.en().start()));
        view.put("person", FormText.plain(people.nameOf(found.person())));
        view.put("by", FormText.plain(people.nameOf(found.askedBy())));
        view.put("handOver", found.handOver());
        view.put("until", moment(found.answerBy()));
        view.put("note", FormText.plain(found.note()));
        view.put("declined", found.state() == RoleOffer.State.DECLINED);
        view.put("why", FormText.plain(found.why()));
        var has = holders.responsible(found.incident(), found.role());
        view.put("now", has.map(people::nameOf).map(FormText::plain).orElse("nobody"));
        return view;
    }

    void offer(Wish wish) {
        try {
            offerRole.offer(wish);
        } catch (NotPossible e) {
            throw new InvalidAnswer(e.field(), e.why());
        }
    }

    IncidentCode running(String chosen) {
        return incidents.running().stream()
                .map(Incident::code)
                .filter(code -> code.value().equals(chosen))
                .findFirst()
                .orElseThrow(() -> new InvalidAnswer("chosen", "'" + chosen + "' is no running incident."));
    }

    private String rolesOf(IncidentCode code, String person) {
        return String.join(
                ", ",
                holders.of(code).entrySet().stream()
                        .filter(held -> Objects.equals(held.getValue(), person))
                        .map(held -> roles.nameOf(held.getKey()))
                        .toList());
    }

    private String knownTo(String person) {
        return String.join(
                ", ",
                roles.all().stream()
                        .filter(role -> offerRole.knows(person, role))
                        .map(Role::name)
                        .toList());
    }

    private RoleOffer get(String offer) {
        return offers.get(Long.parseLong(offer));
    }

    private String moment(Instant at) {
        return MOMENT.format(at.atZone(zone));
    }

    private static Map<String, String> option(String value, String label) {
        var option = new LinkedHashMap<String, String>();
        option.put("value", value);
        option.put("label", label);
        return option;
    }
}
