package nl.draaiboek.everyone;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.incident.IncidentMerged;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.MayLead;
import nl.draaiboek.incident.NoteDanger;
import nl.draaiboek.incident.SafetyConfirmed;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.Way;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What becomes of everyone in a roll call. An answer counts at once, in every roll call that asks this person now, and may
 * be changed: a call for help at any time, also when the roll call is over. Who has answered is not asked again.
 */
@Component
public class AnswerRollCall {

    private static final String TASK = "task";
    private static final Set<Safety> WAITED_FOR = EnumSet.of(Safety.NO_ANSWER, Safety.PASSED_ON);

    private final RollCalls rollCalls;
    private final Dispatches dispatches;
    private final RollCallProcesses processes;
    private final PeopleFirst peopleFirst;
    private final CallHelp callHelp;
    private final TellFound tellFound;
    private final SendByWay sendByWay;
    private final RollCallWords words;
    private final Directory directory;
    private final NoteDanger noteDanger;
    private final Incidents incidents;
    private final MayLead mayLead;
    private final StillOpen stillOpen;

    AnswerRollCall(
            RollCalls rollCalls,
            Dispatches dispatches,
            RollCallProcesses processes,
            PeopleFirst peopleFirst,
            CallHelp callHelp,
            TellFound tellFound,
            SendByWay sendByWay,
            RollCallWords words,
            Directory directory,
            NoteDanger noteDanger,
            Incidents incidents,
            MayLead mayLead,
            StillOpen stillOpen) {
        this.mayLead = mayLead;
        this.stillOpen = stillOpen;
        this.incidents = incidents;
        this.rollCalls = rollCalls;
        this.dispatches = dispatches;
        this.processes = processes;
        this.peopleFirst = peopleFirst;
        this.callHelp = callHelp;
        this.tellFound = tellFound;
        this.sendByWay = sendByWay;
        this.words = words;
        this.directory = directory;
        this.noteDanger = noteDanger;
    }

    /** "I am safe", from themselves or from somebody who sees them; also after they needed help. */
    @Transactional
    public Asked safe(long id, String by, String way) {
        for (var asked : lockWherever(id)) {
            if (asked.safety() != Safety.SAFE) {
                var rollCall = rollCalls.get(asked.rollCall());
                became(rollCall, asked, Safety.SAFE, by, way);
                processes.settled(asked.id());
                follow(rollCall);
            }
        }
        return rollCalls.asked(id).orElseThrow();
    }

    /**
     * "I need help", at any time. Whoever can help is told at once, and it is one task until somebody saw to it, however many roll
     * calls ask this person.
     *
     * @param words where they are and what is wrong, in their own words, or empty: for who helps alone
     */
    @Transactional
    public Asked needsHelp(long id, String by, String way, String words) {
        var rows = lockWherever(id);
        var helped = rows.stream().anyMatch(asked -> asked.safety() == Safety.NEEDS_HELP);
        for (var asked : rows) {
            if (asked.safety() != Safety.NEEDS_HELP) {
                processes.settled(asked.id());
                rollCalls.note(asked.id(), clean(words));
                became(rollCalls.get(asked.rollCall()), asked, Safety.NEEDS_HELP, by, way);
                holdUp(rollCalls.get(asked.rollCall()));
            }
        }
        if (!helped) {
            var inNeed = rollCalls.helpedAs(rollCalls.asked(id).orElseThrow());
            var rollCall = rollCalls.get(inNeed.rollCall());
            processes.help(rollCall, inNeed);
            callHelp.call(rollCall, inNeed, by);
        } else if (!words.isBlank()) {
            note(id, words);
        }
        return rollCalls.asked(id).orElseThrow();
    }

    /** What they say of themselves; who was told that they need help hears it at once. */
    @Transactional
    public void note(long id, String words) {
        var clean = clean(words);
        for (var asked : lockWherever(id)) {
            if (!clean.equals(asked.note())) {
                rollCalls.note(asked.id(), clean);
                if (asked.safety() == Safety.NEEDS_HELP
                        && rollCalls.helpedAs(asked).id() == asked.id()) {
                    callHelp.said(
                            rollCalls.get(asked.rollCall()),
                            rollCalls.asked(asked.id()).orElseThrow());
                }
            }
        }
    }

    private static String clean(String words) {
        var clean = words.strip();
        return clean.substring(0, Math.min(clean.length(), 500));
    }

    /** What whoever helped says; the task itself ends with it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void helped(long id, String by) {
        for (var asked : lockWherever(id)) {
            if (asked.id() == id || asked.safety() == Safety.NEEDS_HELP) {
                var rollCall = rollCalls.get(asked.rollCall());
                became(rollCall, asked, Safety.HELPED, by, TASK);
                processes.settled(asked.id());
                follow(rollCall);
            }
        }
    }

    /** What whoever looked for them says; the task itself ends with it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void found(long id, Safety found, String by) {
        switch (found) {
            case SAFE -> safe(id, by, TASK);
            case NEEDS_HELP -> needsHelp(id, by, TASK, "");
            default -> {
                var rollCall = lockOf(id);
                became(rollCall, rollCalls.asked(id).orElseThrow(), found, by, TASK);
                follow(rollCall);
            }
        }
    }

    /**
     * Somebody answered for all: everyone was spoken with, nobody was in danger, or the emergency services look for who is missing
     * and work begins meanwhile. Who needs help still does. It is said of the roll calls that hold work up at that moment alone.
     * While the list says that somebody needs help, is looked for or did not answer, only whoever may lead says that all are safe.
     */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void confirmed(SafetyConfirmed confirmed) {
        if (confirmed.actor().equals(IncidentRecord.DRAAIBOEK)) {
            return;
        }
        if (confirmed.safe().equals("yes") && !mayLead.now(confirmed.actor())) {
            stillOpen.inWords(confirmed.code()).ifPresent(open -> {
                throw new InvalidAnswer(
                        "safe", open + ": have it said on the list of the roll call, or let whoever leads decide.");
            });
        }
        for (var running : rollCalls.of(confirmed.code())) {
            if (!peopleFirst.waitsFor(running.id())) {
                continue;
            }
            var rollCall = rollCalls.lock(running.id());
            var calledOff = confirmed.safe().equals("false");
            rollCalls.override(rollCall.id(), confirmed.actor(), confirmed.how(), calledOff);
            rollCalls.record(
                    rollCall,
                    "roll-call.overridden",
                    confirmed.actor(),
                    Map.of("safe", confirmed.safe(), "how", confirmed.how()));
            if (!confirmed.safe().equals("services")) {
                for (var asked : rollCalls.people(rollCall.id())) {
                    if (WAITED_FOR.contains(asked.safety())) {
                        became(rollCall, asked, calledOff ? Safety.CALLED_OFF : Safety.SAFE, confirmed.actor(), TASK);
                        processes.settled(asked.id());
                    }
                }
            }
            accounted(rollCall);
        }
        // Where it is asked in another task as well, that one need not be answered.
        if (peopleFirst.mayRestore(confirmed.code())) {
            processes.mayRestore(confirmed.code());
        }
    }

    /** Two incidents turned out to be one: so are their people, and who is to see that they are safe. */
    @EventListener
    void merged(IncidentMerged merged) {
        rollCalls.moveTo(merged.code(), merged.into());
        processes.mayRestore(merged.code());
        if (rollCalls.of(merged.into()).stream().anyMatch(rollCall -> peopleFirst.waitsFor(rollCall.id()))) {
            processes.confirmSafety(merged.into());
        }
    }

    /** Ends the roll call, with its figures in the record; everyone who was asked hears that it is over. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(long id) {
        var rollCall = rollCalls.lock(id);
        if (rollCall.endedAt() != null) {
            return;
        }
        rollCalls.end(id);
        var figures = figures(id);
        rollCalls.record(rollCall, "roll-call.ended", IncidentRecord.DRAAIBOEK, figures);
        var missing = rollCalls.figures(id).getOrDefault(Safety.NOT_FOUND, 0);
        var incident = rollCall.incident();
        if (incident != null && noteDanger.unsafe(incidents.get(incident))) {
            noteDanger.safe(
                    incident,
                    IncidentRecord.DRAAIBOEK,
                    missing == 0 ? "yes" : "services",
                    "Roll call " + id + ": " + words(figures));
        }
        tellOver(rollCall, missing, rollCalls.figures(id).getOrDefault(Safety.NEEDS_HELP, 0));
        if (incident != null && peopleFirst.mayRestore(incident)) {
            processes.mayRestore(incident);
        }
    }

    /** How many there are of each, by the names that the record uses; none of which there is nobody. */
    public Map<String, Object> figures(long id) {
        var figures = new LinkedHashMap<String, Object>();
        rollCalls.figures(id).forEach((safety, number) -> {
            if (number > 0) {
                figures.put(
                        switch (safety) {
                            case NO_ANSWER -> "noAnswer";
                            case SAFE -> "safe";
                            case NEEDS_HELP -> "needHelp";
                            case HELPED -> "helped";
                            case PASSED_ON -> "passedOn";
                            case NOT_FOUND -> "notFound";
                            case AWAY -> "away";
                            case CALLED_OFF -> "notInDanger";
                        },
                        number);
            }
        });
        return figures;
    }

    /** Whether nothing has to be done about anybody any more. */
    public boolean allAccounted(long id) {
        return rollCalls.people(id).stream().allMatch(asked -> asked.safety().accountedFor());
    }

    private RollCall lockOf(long asked) {
        return rollCalls.lock(rollCalls.asked(asked).orElseThrow().rollCall());
    }

    /**
     * Holds every roll call in which an answer of this person counts, always in the same order: two answers at once never wait for
     * each other in a circle.
     *
     * @return their rows in these, the first one first
     */
    private List<Asked> lockWherever(long id) {
        var one = rollCalls.asked(id).orElseThrow();
        var held = rollCalls.wherever(one).stream()
                .map(Asked::rollCall)
                .distinct()
                .map(rollCalls::get)
                .sorted(Comparator.comparing((RollCall rollCall) -> rollCall.incident() == null
                                ? ""
                                : rollCall.incident().value())
                        .thenComparing(RollCall::id))
                .map(rollCall -> rollCalls.lock(rollCall.id()).id())
                .collect(Collectors.toSet());
        return rollCalls.wherever(one).stream()
                .filter(asked -> held.contains(asked.rollCall()))
                .toList();
    }

    private void became(RollCall rollCall, Asked before, Safety safety, String by, String way) {
        if (before.safety() == Safety.NEEDS_HELP) {
            callHelp.over(rollCall, before, by);
        }
        rollCalls.became(before.id(), safety, by, way);
        rollCalls.record(
                rollCall,
                "roll-call.answered",
                by,
                Map.of("person", before.person(), "answer", safety.name(), "way", way));
        rollCalls.notices(before.id()).forEach(notice -> dispatches.withdraw(notice, "They answered."));
        if (before.safety() == Safety.NOT_FOUND) {
            tellFound.tell(rollCall, before, safety, by);
        }
    }

    private void follow(RollCall rollCall) {
        var incident = rollCall.incident();
        if (incident != null && peopleFirst.mayRestore(incident)) {
            processes.mayRestore(incident);
        }
        accounted(rollCall);
    }

    /** Also when work was let begin already, or the roll call is over: somebody decides anew whether it waits for them. */
    private void holdUp(RollCall rollCall) {
        var incident = rollCall.incident();
        if (incident != null && incidents.get(incident).state().running()) {
            processes.confirmSafety(incident);
        }
    }

    private void accounted(RollCall rollCall) {
        if (allAccounted(rollCall.id())) {
            processes.accounted(rollCall.id());
        }
    }

    private void tellOver(RollCall rollCall, int missing, int help) {
        var contents = words.of(
                "roll-call-over",
                rollCall,
                Map.of(
                        "off",
                        rollCall.calledOff(),
                        "missing",
                        missing > 0,
                        "help",
                        help == 0 ? "" : Integer.toString(help),
                        "open",
                        missing > 0 || help > 0));
        for (var asked : rollCalls.people(rollCall.id())) {
            if (asked.rounds() == 0 || rollCalls.notices(asked.id()).isEmpty()) {
                continue;
            }
            directory.find(asked.person()).ifPresent(contact -> {
                var way = asked.way().equals("sms") && contact.possible().contains(Way.SMS)
                                || !contact.possible().contains(Way.MAIL)
                        ? Way.SMS
                        : Way.MAIL;
                sendByWay.send(
                        contact,
                        way,
                        "roll-call-over",
                        contents,
                        "roll-call/" + rollCall.id(),
                        "roll-call/%d/over/%d".formatted(rollCall.id(), asked.id()));
            });
        }
    }

    private static String words(Map<String, Object> figures) {
        var all = new java.util.ArrayList<String>();
        figures.forEach((name, number) ->
                all.add(number + " " + name.replaceAll("([A-Z])", " $1").toLowerCase(java.util.Locale.ROOT)));
        return String.join(", ", all);
    }
}
