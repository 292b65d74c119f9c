package nl.draaiboek.everyone;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.everyone.TreeCall.Outcome;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.people.Contact;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.MayBeAsked;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How word goes on from one to the next in a phone tree. Whoever hears it calls their own next ones; where somebody is a
 * gap, those go to who stands beside or above them, evenly, and where nobody can call, the program itself does, by all ways at once.
 * Whoever needs help themselves, or is looked for, is left in peace: they call nobody, and find the word in their mail.
 * The tree is locked by whoever asks.
 */
@Component
class WalkTree {

    private final PhoneTrees trees;
    private final PhoneTreeProcesses processes;
    private final TellByTree tell;
    private final Dispatches dispatches;
    private final Directory directory;
    private final MayBeAsked mayBeAsked;

    WalkTree(
            PhoneTrees trees,
            PhoneTreeProcesses processes,
            TellByTree tell,
            Dispatches dispatches,
            Directory directory,
            MayBeAsked mayBeAsked) {
        this.trees = trees;
        this.processes = processes;
        this.tell = tell;
        this.dispatches = dispatches;
        this.directory = directory;
        this.mayBeAsked = mayBeAsked;
    }

    /** Whoever started it calls their next ones; the program itself calls the first, who did not. */
    void begin(PhoneTree tree, InTree first) {
        if (first.state() == Reached.REACHED) {
            trees.waitingFor(first).forEach(next -> call(tree, first, next));
        } else {
            call(tree, null, first);
        }
    }

    /** Says so when nobody is being called. */
    void follow(PhoneTree tree) {
        if (trees.open(tree.id()).isEmpty()) {
            processes.roundOver(tree.id());
        }
    }

    /** Word reached somebody: nobody calls them any more, and they call their next ones. */
    void reached(PhoneTree tree, InTree who, @Nullable TreeCall by, String said, String way) {
        if (who.state() == Reached.REACHED) {
            return;
        }
        trees.became(who.id(), Reached.REACHED, said, way);
        trees.told(who.id()).forEach(sent -> dispatches.withdraw(sent.notice(), "They were reached."));
        notNeeded(
                tree,
                trees.callsTo(who).stream()
                        .filter(call -> call.outcome() == Outcome.OPEN && (by == null || call.id() != by.id()))
                        .toList());
        if (tree.endedAt() == null && tree.stoppedBy() == null) {
            if (mayBeAsked.need(who.person()).isPresent()) {
                handOn(tree, who);
            } else {
                trees.waitingFor(who).forEach(next -> call(tree, who, next));
            }
        }
    }

    /** They came to need help themselves, or to be looked for: nobody calls them any more, and others call whom they were to call. */
    void inNeed(PhoneTree tree, InTree who) {
        if (tree.endedAt() != null || tree.stoppedBy() != null) {
            return;
        }
        if (who.state() == Reached.BEING_CALLED) {
            notNeeded(
                    tree,
                    trees.callsTo(who).stream()
                            .filter(call -> call.outcome() == Outcome.OPEN)
                            .toList());
            leaveInPeace(tree, who);
        }
        var theirs = trees.toMake(who.id());
        for (var call : theirs) {
            trees.became(call.id(), Outcome.NOT_NEEDED);
            withdraw(call, "They need help themselves, or are looked for.");
            processes.settled(call.id());
        }
        if (!theirs.isEmpty()) {
            handOn(
                    tree,
                    standing(tree),
                    theirs.stream()
                            .map(call -> trees.person(call.callee()).orElseThrow())
                            .toList(),
                    next -> who);
        }
        follow(tree);
    }

    private void leaveInPeace(PhoneTree tree, InTree who) {
        trees.became(who.id(), Reached.IN_NEED, "", "");
        trees.record(tree, "phone-tree.in-need", IncidentRecord.DRAAIBOEK, Map.of("person", who.person()));
        tell.theWord(tree, who);
        handOn(tree, who);
    }

    /** Somebody was tried in vain: those whom they would call go to others, and they get the word by message. */
    void gap(PhoneTree tree, InTree who) {
        if (tree.stoppedBy() != null) {
            return;
        }
        tell.theWord(tree, who);
        handOn(tree, who);
    }

    private void handOn(PhoneTree tree, InTree who) {
        var waiting = trees.waitingFor(who);
        if (!waiting.isEmpty()) {
            handOn(tree, standing(tree), waiting, next -> who);
        }
    }

    /** Everyone is read once, and each call that is given out counts for the next. */
    private void handOn(PhoneTree tree, Standing standing, List<InTree> next, UnaryOperator<InTree> gap) {
        for (var callee : next) {
            var caller = standing.chosen(gap.apply(callee), callee);
            call(tree, caller, callee);
            standing.calls(caller, callee);
        }
    }

    /**
     * Nobody said in time what came of a call: somebody else makes it, and the other calls of who is silent. Nobody waits for it any
     * longer: those whom these would call are called by others at once.
     */
    void passOn(PhoneTree tree, TreeCall call) {
        var callee = trees.person(call.callee()).orElseThrow();
        trees.became(call.id(), call.caller() == null ? Outcome.NO_ANSWER : Outcome.NOT_REPORTED);
        withdraw(call, "Somebody else calls.");
        if (call.caller() == null) {
            trees.became(callee.id(), Reached.NO_ANSWER, "", "");
            trees.record(tree, "phone-tree.no-answer", IncidentRecord.DRAAIBOEK, Map.of("person", callee.person()));
            handOn(tree, callee);
            return;
        }
        var silent = trees.person(call.caller()).orElseThrow();
        trees.silent(silent.id(), true);
        notReported(tree, silent, callee);
        var next = new ArrayList<InTree>(List.of(callee));
        for (var other : trees.toMake(silent.id())) {
            trees.became(other.id(), Outcome.NOT_REPORTED);
            withdraw(other, "Somebody else calls.");
            processes.settled(other.id());
            var theirs = trees.person(other.callee()).orElseThrow();
            notReported(tree, silent, theirs);
            next.add(theirs);
        }
        List.copyOf(next).forEach(waitedFor -> next.addAll(trees.waitingFor(waitedFor)));
        var gap = trees.person(silent.id()).orElseThrow();
        handOn(tree, standing(tree), next, any -> gap);
    }

    private void notReported(PhoneTree tree, InTree silent, InTree callee) {
        trees.record(
                tree,
                "phone-tree.not-reported",
                IncidentRecord.DRAAIBOEK,
                Map.of("caller", silent.person(), "person", callee.person()));
    }

    /** Once more to everyone who was tried in vain, each by somebody else. */
    void again(PhoneTree tree) {
        trees.nextRound(tree.id());
        var second = trees.get(tree.id());
        var tried = trees.people(tree.id()).stream()
                .filter(who -> who.state().tried())
                .toList();
        handOn(second, standing(second), tried, who -> who);
    }

    /** Takes back every call that is still to be made. */
    void takeBack(PhoneTree tree) {
        var open = trees.open(tree.id());
        notNeeded(tree, open);
        open.stream().map(TreeCall::callee).distinct().forEach(this::notBeingCalled);
    }

    /** As they stood before the call that is taken back. */
    private void notBeingCalled(long person) {
        var callee = trees.person(person).orElseThrow();
        var before = trees.callsTo(callee).stream()
                .map(TreeCall::outcome)
                .filter(outcome -> outcome == Outcome.MESSAGE_LEFT || outcome == Outcome.NO_ANSWER)
                .reduce((earlier, later) -> later)
                .map(outcome -> Reached.valueOf(outcome.name()))
                .orElse(Reached.WAITING);
        trees.became(person, before, "", "");
    }

    private void call(PhoneTree tree, @Nullable InTree caller, InTree callee) {
        if (mayBeAsked.need(callee.person()).isPresent()) {
            leaveInPeace(tree, callee);
            return;
        }
        var by = caller != null && tell.hasNumber(callee.person()) ? caller : null;
        var call = trees.open(tree.id(), by == null ? null : by.id(), callee.id());
        trees.became(callee.id(), Reached.BEING_CALLED, "", "");
        trees.record(
                tree,
                "phone-tree.asked",
                IncidentRecord.DRAAIBOEK,
                Map.of("person", callee.person(), "caller", by == null ? "" : by.person()));
        processes.call(tree, call);
    }

    /** These calls are not needed any more; whoever was told to make them hears so, once. */
    private void notNeeded(PhoneTree tree, List<TreeCall> calls) {
        for (var call : calls) {
            trees.became(call.id(), Outcome.NOT_NEEDED);
            withdraw(call, "They were reached, or it was stopped.");
            processes.settled(call.id());
        }
        calls.stream()
                .filter(call -> call.caller() != null)
                .collect(Collectors.groupingBy(
                        call -> Objects.requireNonNull(call.caller()), LinkedHashMap::new, Collectors.toList()))
                .forEach((caller, theirs) -> tell.notNeeded(tree, caller, theirs));
    }

    /** What still waits of the messages about a call. */
    void withdraw(TreeCall call, String why) {
        trees.sentFor(call.id()).forEach(sent -> dispatches.withdraw(sent.notice(), why));
    }

    private Standing standing(PhoneTree tree) {
        var there = directory.all().stream()
                .filter(mayBeAsked.now())
                .map(contact -> contact.colleague().id())
                .collect(Collectors.toSet());
        return new Standing(trees.people(tree.id()), trees.calls(tree.id()), there, trees.askedInVain(tree.id()));
    }

    /** Who works here, on leave or not; not logins for the machinery alone. */
    static Stream<Contact> everyone(Directory directory, LocalDate today) {
        return directory.all().stream().filter(contact -> CallRoll.concerned(contact, today));
    }
}
