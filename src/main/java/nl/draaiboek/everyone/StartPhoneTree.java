package nl.draaiboek.everyone;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.draaiboek.delivery.DeliveryProgress;
import nl.draaiboek.everyone.TreeBuilder.Member;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.LockIncident;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.people.Contact;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.MayBeAsked;
import nl.draaiboek.people.People;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes a phone tree of the directory as it is now. Who starts it is the first; when the plan does, that is who leads, and
 * the program calls them. Who is on leave, needs help or is looked for is
 * listed and not called.
 */
@Component
public class StartPhoneTree {

    private final PhoneTrees trees;
    private final WalkTree walk;
    private final TellByTree tell;
    private final HowManyTheyCall howMany;
    private final PhoneTreeProcesses processes;
    private final Directory directory;
    private final People people;
    private final Incidents incidents;
    private final LockIncident lockIncident;
    private final DeliveryProgress progress;
    private final MayBeAsked mayBeAsked;
    private final OfficeHours officeHours;

    StartPhoneTree(
            PhoneTrees trees,
            WalkTree walk,
            TellByTree tell,
            HowManyTheyCall howMany,
            PhoneTreeProcesses processes,
            Directory directory,
            People people,
            Incidents incidents,
            LockIncident lockIncident,
            DeliveryProgress progress,
            MayBeAsked mayBeAsked,
            OfficeHours officeHours) {
        this.mayBeAsked = mayBeAsked;
        this.trees = trees;
        this.walk = walk;
        this.tell = tell;
        this.howMany = howMany;
        this.processes = processes;
        this.directory = directory;
        this.people = people;
        this.incidents = incidents;
        this.lockIncident = lockIncident;
        this.progress = progress;
        this.officeHours = officeHours;
    }

    /**
     * Keeps who calls whom. Nobody is called before {@link #callFirst}.
     *
     * @param what what each says to the next, in Dutch and in English
     * @param by login of who starts it, and begins
     * @return its number
     */
    @Transactional
    public long make(@Nullable IncidentCode incident, String what, String whatInEnglish, String by) {
        if (incident != null) {
            lockIncident.lock(incident);
        }
        return make(incident, what, whatInEnglish, by, by);
    }

    private long make(@Nullable IncidentCode incident, String what, String english, String by, String first) {
        var today = LocalDate.ofInstant(trees.instant(), officeHours.zone());
        var now = mayBeAsked.now();
        var everyone = WalkTree.everyone(directory, today)
                .filter(contact -> !contact.colleague().id().equals(first))
                .toList();
        var called = everyone.stream()
                .filter(contact -> now.test(contact) && tell.hasNumber(contact))
                .toList();
        var starter = directory.find(first).orElseThrow();
        var all = new ArrayList<>(called);
        all.add(starter);
        var calls = howMany.of(all, first);
        var id = trees.insert(incident, what, english, by);
        var rows = new HashMap<String, Long>();
        var places = TreeBuilder.build(
                member(starter, calls),
                called.stream().map(contact -> member(contact, calls)).toList());
        for (var place : places) {
            var starts = place.caller() == null && first.equals(by);
            rows.put(
                    place.person(),
                    trees.add(
                            id,
                            place.person(),
                            directory
                                    .find(place.person())
                                    .orElseThrow()
                                    .location()
                                    .strip(),
                            place.caller() == null ? null : rows.get(place.caller()),
                            place.calls(),
                            place.level(),
                            starts ? Reached.REACHED : Reached.WAITING));
        }
        var begins = places.get(0);
        for (var contact : everyone) {
            if (called.contains(contact)) {
                continue;
            }
            // Who is in need is not called; who has no number stands with who begins.
            var there = now.test(contact) ? Reached.WAITING : Reached.IN_NEED;
            trees.add(
                    id,
                    contact.colleague().id(),
                    contact.location().strip(),
                    rows.get(begins.person()),
                    0,
                    begins.level() + 1,
                    contact.available(today) ? there : Reached.AWAY);
        }
        trees.record(trees.get(id), "phone-tree.begun", by, Map.of("people", everyone.size() + 1, "first", first));
        return id;
    }

    /** When the plan asks for one and none runs: begins with who leads, or with the next who may. */
    @Transactional
    public void startFor(IncidentCode code) {
        var incident = lockIncident.lock(code);
        if (incident.state().over() || trees.of(code).stream().anyMatch(tree -> tree.endedAt() == null)) {
            return;
        }
        first(incident.lead())
                .ifPresent(first -> processes.begin(trees.get(make(
                        code,
                        "Er is een storing: " + incident.title() + " (" + code.value()
                                + "). Volg de pagina voor medewerkers of vraag het je leidinggevende.",
                        "There is an incident: " + incident.title() + " (" + code.value()
                                + "). Follow the page for employees, or ask your manager.",
                        IncidentRecord.DRAAIBOEK,
                        first))));
    }

    /** Whether the plan asks for a phone tree about this incident now. */
    public boolean planAsks(IncidentCode code) {
        var incident = incidents.get(code);
        return incident.crisisPlan()
                && howMany.startsAt(
                        incident.effectiveSeverity().number(),
                        progress.trouble("mail").isPresent());
    }

    private Optional<String> first(@Nullable String lead) {
        var next = new ArrayList<String>();
        if (lead != null) {
            next.add(lead);
        }
        for (var group : List.of("incidentManagers", "managers")) {
            people.inGroups(group).forEach(person -> next.add(person.id()));
        }
        var now = mayBeAsked.now();
        return next.stream()
                .filter(login -> directory.find(login).filter(now).isPresent())
                .findFirst();
    }

    /** Who began calls their next ones; the program calls them first, where they do not know yet. */
    @Transactional
    public void callFirst(long id) {
        var tree = trees.lock(id);
        var first = trees.people(id).get(0);
        if (tree.stoppedBy() == null && trees.calls(id).isEmpty()) {
            walk.begin(tree, first);
            trees.people(id).stream()
                    .filter(who -> who.state() == Reached.IN_NEED)
                    .forEach(who -> tell.theWord(tree, who));
        }
        walk.follow(tree);
    }

    private static Member member(Contact contact, Map<String, Integer> calls) {
        var login = contact.colleague().id();
        return new Member(login, contact.location().strip(), calls.getOrDefault(login, 1));
    }
}
