package nl.draaiboek.everyone;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.LockIncident;
import nl.draaiboek.incident.NoteDanger;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.people.Contact;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.Way;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Calls the roll: asks all at the stated place, or all where no place is recognised, by all their ways at once; asks once
 * more who is silent, and passes them on by name. Each step may be done again after a crash without asking anybody twice.
 */
@Component
public class CallRoll {

    static final String MESSAGE = "roll-call";

    /** So many in one transaction: what was written goes out while the next are being written. */
    private static final int AT_ONCE = 25;

    private static final int LONGEST_TITLE = 80;

    /** Who calls the roll later than this wants everyone to be asked anew. */
    private static final Duration JOINED_WITHIN = Duration.ofMinutes(30);

    private final RollCalls rollCalls;
    private final Directory directory;
    private final SendByWay sendByWay;
    private final RollCallWords words;
    private final WhoFindsOut whoFindsOut;
    private final RollCallProcesses processes;
    private final PeopleFirst peopleFirst;
    private final LockIncident lockIncident;
    private final NoteDanger noteDanger;
    private final Dispatches dispatches;
    private final OfficeHours officeHours;

    CallRoll(
            RollCalls rollCalls,
            Directory directory,
            SendByWay sendByWay,
            RollCallWords words,
            WhoFindsOut whoFindsOut,
            RollCallProcesses processes,
            PeopleFirst peopleFirst,
            LockIncident lockIncident,
            NoteDanger noteDanger,
            Dispatches dispatches,
            OfficeHours officeHours) {
        this.rollCalls = rollCalls;
        this.directory = directory;
        this.sendByWay = sendByWay;
        this.words = words;
        this.whoFindsOut = whoFindsOut;
        this.processes = processes;
        this.peopleFirst = peopleFirst;
        this.lockIncident = lockIncident;
        this.noteDanger = noteDanger;
        this.dispatches = dispatches;
        this.officeHours = officeHours;
    }

    /**
     * Somebody calls the roll. Where everyone whom they mean is being asked already, since a short time ago and for the same incident
     * or while they name none, they join that roll call: nobody is asked twice. They read which one it is, and may see its list.
     *
     * @param place as typed
     * @param by login
     */
    @Transactional
    public Called call(@Nullable IncidentCode incident, String place, String what, String by) {
        if (incident != null) {
            lockIncident.lock(incident);
        }
        rollCalls.lockBeginning();
        var today = LocalDate.ofInstant(rollCalls.instant(), officeHours.zone());
        var everyone = directory.all().stream()
                .filter(contact -> concerned(contact, today))
                .toList();
        var meant = places(everyone, place);
        var running = rollCalls.runningSince(rollCalls.instant().minus(JOINED_WITHIN)).stream()
                .filter(rollCall -> incident == null || incident.equals(rollCall.incident()))
                .filter(rollCall -> {
                    var asked = places(everyone, rollCall.place());
                    return asked.isEmpty() || !meant.isEmpty() && asked.containsAll(meant);
                })
                .findFirst();
        if (running.isEmpty()) {
            return new Called(begin(incident, place, what, by), false);
        }
        var rollCall = running.get();
        rollCalls.record(rollCall, "roll-call.joined", by, Map.of("place", place, "what", what));
        tell(
                "roll-call-joined",
                rollCall,
                by,
                Map.of(),
                "joined/" + by + "/" + rollCalls.instant().toEpochMilli());
        return new Called(rollCall.id(), true);
    }

    /** @param joined whether it ran already */
    public record Called(long rollCall, boolean joined) {}

    /**
     * Keeps whom it concerns.
     *
     * @param place as typed: the places that the directory knows are looked for in it
     * @param by login
     * @return its number
     */
    @Transactional
    public long begin(@Nullable IncidentCode incident, String place, String what, String by) {
        if (incident != null) {
            lockIncident.lock(incident);
        }
        var today = LocalDate.ofInstant(rollCalls.instant(), officeHours.zone());
        var everyone = directory.all().stream()
                .filter(contact -> concerned(contact, today))
                .toList();
        var places = places(everyone, place);
        var there = everyone.stream()
                .filter(contact -> places.isEmpty()
                        || contact.location().isBlank()
                        || places.contains(contact.location().strip().toLowerCase(Locale.ROOT)))
                .toList();
        var id = rollCalls.insert(incident, place, what, by);
        there.forEach(contact -> rollCalls.add(
                id,
                contact.colleague().id(),
                contact.location().strip(),
                contact.available(today) ? Safety.NO_ANSWER : Safety.AWAY));
        rollCalls.record(
                rollCalls.get(id),
                "roll-call.begun",
                by,
                Map.of("place", place, "everywhere", places.isEmpty(), "people", there.size()));
        tell("roll-call-begun", rollCalls.get(id), by, Map.of("people", Integer.toString(there.size())), "begun");
        if (incident != null) {
            processes.confirmSafety(incident);
        }
        return id;
    }

    /**
     * When anyone may be in danger: calls the roll at that place, unless it is being called already. Everyone asked reads the title of
     * the incident: who is in the building learns what is going on.
     *
     * @return whether a roll call began
     */
    @Transactional
    public boolean beginFor(IncidentCode code) {
        Incident incident = lockIncident.lock(code);
        var running = rollCalls.of(code).stream().anyMatch(rollCall -> rollCall.endedAt() == null);
        if (running || !noteDanger.unsafe(incident)) {
            return false;
        }
        var place = incident.dangerWhere() == null ? "" : incident.dangerWhere();
        processes.begin(rollCalls.get(begin(code, place, shortened(incident.title()), IncidentRecord.DRAAIBOEK)));
        return true;
    }

    /** No longer than a page of the same incident has it: it is read on a locked telephone too. */
    private static String shortened(String title) {
        return title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE - 1) + "…";
    }

    /** Whoever called the roll reads that it runs and where the list is: who starts it on a telephone sees neither. */
    private void tell(String message, RollCall rollCall, String person, Map<String, String> more, String occasion) {
        directory.find(person).ifPresent(contact -> Set.of(Way.MAIL, Way.SMS, Way.CHAT).stream()
                .filter(contact.possible()::contains)
                .forEach(way -> sendByWay.send(
                        contact,
                        way,
                        message,
                        words.of(message, rollCall, more),
                        "roll-call/" + rollCall.id(),
                        "roll-call/%d/%s/%s".formatted(rollCall.id(), occasion, way.word()))));
    }

    /**
     * Asks the next of those who were not asked yet. Who has no way at all is passed on at once.
     *
     * @return whether there are more
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean askNext(long id) {
        var rollCall = rollCalls.lock(id);
        var next = rollCall.calledOff() ? List.<Asked>of() : rollCalls.silent(id, 0, AT_ONCE);
        var unreachable = new ArrayList<Asked>();
        for (var asked : next) {
            if (!ask(rollCall, asked)) {
                unreachable.add(asked);
            }
        }
        passOn(rollCall, unreachable, "no-way");
        return !rollCall.calledOff() && !rollCalls.silent(id, 0, 1).isEmpty();
    }

    /** Asks everyone who is silent once more, by all their ways. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remind(long id) {
        var rollCall = rollCalls.lock(id);
        rollCalls.silent(id, 1, Integer.MAX_VALUE).forEach(asked -> ask(rollCall, asked));
    }

    /** Who is still silent is passed on, each to somebody by name. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void passOnSilent(long id) {
        var rollCall = rollCalls.lock(id);
        var silent = new ArrayList<Asked>();
        for (var rounds = 0; rounds <= 2; rounds++) {
            silent.addAll(rollCalls.silent(id, rounds, Integer.MAX_VALUE));
        }
        passOn(rollCall, silent, "no-answer");
    }

    private boolean ask(RollCall rollCall, Asked asked) {
        var round = asked.rounds() + 1;
        var ways = new TreeSet<String>();
        directory.find(asked.person()).ifPresent(contact -> {
            for (var way : contact.possible()) {
                var key = "roll-call/%d/%d/%s".formatted(rollCall.id(), asked.id(), way.word());
                sendByWay
                        .send(
                                contact,
                                way,
                                MESSAGE,
                                words.question(rollCall, asked, contact, way),
                                "roll-call/" + rollCall.id(),
                                key)
                        .ifPresent(notice -> {
                            rollCalls.sent(asked, round, way, notice);
                            ways.add(way.word());
                        });
            }
        });
        rollCalls.askedOnceMore(asked.id());
        if (!ways.isEmpty()) {
            rollCalls.record(
                    rollCall,
                    round == 1 ? "roll-call.asked" : "roll-call.asked-again",
                    IncidentRecord.DRAAIBOEK,
                    Map.of("person", asked.person(), "ways", List.copyOf(ways)));
        }
        return !ways.isEmpty();
    }

    /** @param why {@code no-answer} or {@code no-way} */
    private void passOn(RollCall rollCall, List<Asked> silent, String why) {
        if (silent.isEmpty()) {
            return;
        }
        var finders = whoFindsOut.now(rollCall);
        var given = new LinkedHashMap<String, List<String>>();
        for (var asked : silent) {
            var finder = finders.about(asked).orElse("");
            rollCalls.became(asked.id(), Safety.PASSED_ON, "", "");
            rollCalls.passTo(asked.id(), finder);
            rollCalls.record(
                    rollCall,
                    "roll-call.passed-on",
                    IncidentRecord.DRAAIBOEK,
                    Map.of("person", asked.person(), "finder", finder, "why", why));
            rollCalls.notices(asked.id()).forEach(notice -> dispatches.withdraw(notice, "Somebody finds out."));
            processes.find(rollCall, asked, finder);
            given.computeIfAbsent(finder, nobody -> new ArrayList<>()).add(asked.person());
        }
        given.forEach(
                (finder, about) -> directory.find(finder).ifPresent(contact -> tellFinder(rollCall, contact, about)));
        if (rollCall.incident() != null && peopleFirst.mayRestore(rollCall.incident())) {
            processes.mayRestore(rollCall.incident());
        }
    }

    private void tellFinder(RollCall rollCall, Contact finder, List<String> about) {
        var contents = words.of(
                "roll-call-find", rollCall, Map.of("count", Integer.toString(about.size()), "one", about.size() == 1));
        for (var way : List.of(Way.MAIL, Way.SMS)) {
            if (finder.possible().contains(way)) {
                sendByWay.send(
                        finder,
                        way,
                        "roll-call-find",
                        contents,
                        "roll-call/" + rollCall.id(),
                        "roll-call/%d/find/%s/%s/%s"
                                .formatted(rollCall.id(), finder.colleague().id(), about.get(0), way.word()));
            }
        }
    }

    /** Whoever works here; a login for the machinery alone, with at most a mail address, is nobody. */
    static boolean concerned(Contact contact, LocalDate today) {
        return !contact.hasLeft(today)
                && (!Set.of("camunda-admin").containsAll(contact.colleague().groups())
                        || contact.possible().stream().anyMatch(way -> way != Way.MAIL));
    }

    /** The places of the directory that stand in what was typed, as whole words. */
    private static List<String> places(List<Contact> everyone, String typed) {
        var text = typed.toLowerCase(Locale.ROOT);
        return everyone.stream()
                .map(contact -> contact.location().strip().toLowerCase(Locale.ROOT))
                .filter(location -> !location.isEmpty())
                .distinct()
                .filter(location -> Pattern.compile(
                                "(?<![\\p{L}\\p{N}])" + Pattern.quote(location) + "(?![\\p{L}\\p{N}])")
                        .matcher(text)
                        .find())
                .toList();
    }
}
