package nl.draaiboek.everyone;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import nl.draaiboek.everyone.TreeCall.Outcome;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.people.People;
import nl.draaiboek.response.ResponseTexts;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What comes of the calls of a phone tree. Who was reached is called by nobody any more, whoever says so and however late;
 * anything else counts only while the call is theirs to report.
 */
@Component
public class ReportCall {

    /** Calls that are given out within this time are asked after in one message. */
    private static final Duration TOGETHER = Duration.ofMinutes(1);

    private final PhoneTrees trees;
    private final WalkTree walk;
    private final TellByTree tell;
    private final PhoneTreeProcesses processes;
    private final People people;

    ReportCall(PhoneTrees trees, WalkTree walk, TellByTree tell, PhoneTreeProcesses processes, People people) {
        this.trees = trees;
        this.walk = walk;
        this.tell = tell;
        this.processes = processes;
        this.people = people;
    }

    /** @param outcome {@code REACHED}, {@code MESSAGE_LEFT} or {@code NO_ANSWER} */
    @Transactional
    public void report(long id, Outcome outcome, String by, String way) {
        var tree = lockOf(id);
        var call = trees.call(id).orElseThrow();
        var callee = trees.person(call.callee()).orElseThrow();
        if (call.caller() != null) {
            trees.silent(call.caller(), false);
        }
        var open = call.outcome() == Outcome.OPEN;
        if (call.outcome() == outcome || !open && (outcome != Outcome.REACHED || callee.state() == Reached.REACHED)) {
            return;
        }
        var called = trees.callsTo(callee).stream().anyMatch(other -> other.outcome() == Outcome.OPEN);
        trees.became(id, outcome);
        walk.withdraw(call, "It was reported.");
        trees.record(
                tree,
                "phone-tree.reported",
                by,
                Map.of("person", callee.person(), "outcome", outcome.name(), "way", way));
        if (open && !way.equals("task")) {
            processes.settled(id);
        }
        if (outcome == Outcome.REACHED) {
            walk.reached(tree, callee, call, by, way);
        } else {
            trees.became(callee.id(), Reached.valueOf(outcome.name()), by, way);
            walk.gap(tree, trees.person(callee.id()).orElseThrow());
        }
        if (called) {
            follow(tree);
        } else {
            followLastOne(tree);
        }
        if (call.caller() != null) {
            if (way.equals("call")) {
                askNextByCall(tree, call.caller(), call);
            }
            tell.nextByCall(call.caller());
        }
    }

    /** A key answers one call at a time: the next that was asked after in the same message comes once this one is answered. */
    private void askNextByCall(PhoneTree tree, long caller, TreeCall answered) {
        trees.toMake(caller).stream()
                .filter(call -> together(answered, call) || together(call, answered))
                .filter(call -> !tell.waitsForTheLine(call))
                .filter(call -> trees.sentFor(call.id()).stream()
                        .noneMatch(sent -> sent.kind().equals(TellByTree.ASKED)))
                .findFirst()
                .ifPresent(call -> tell.whatCameOfItByCall(tree, caller, call));
    }

    /** Given out at one time, so that one message asks after both. */
    private static boolean together(TreeCall first, TreeCall later) {
        return !later.askedAt().isBefore(first.askedAt())
                && !later.askedAt().isAfter(first.askedAt().plus(TOGETHER));
    }

    /** Somebody says so themselves, or somebody else who spoke with them otherwise. */
    @Transactional
    public void knows(long person, String by, String way) {
        var tree = trees.lock(trees.person(person).orElseThrow().tree());
        var who = trees.person(person).orElseThrow();
        if (who.state() == Reached.REACHED) {
            return;
        }
        var called = trees.callsTo(who).stream().anyMatch(call -> call.outcome() == Outcome.OPEN);
        var own = trees.callsTo(who).stream()
                .filter(call -> call.caller() == null && call.outcome() == Outcome.OPEN)
                .findFirst();
        own.ifPresent(call -> {
            trees.became(call.id(), Outcome.REACHED);
            walk.withdraw(call, "They know.");
            processes.settled(call.id());
        });
        trees.record(
                tree,
                "phone-tree.reported",
                by,
                Map.of("person", who.person(), "outcome", Outcome.REACHED.name(), "way", way));
        walk.reached(tree, who, own.orElse(null), by, way);
        if (called) {
            follow(tree);
        } else {
            followLastOne(tree);
        }
    }

    /** Sends whom to call, when that is still to be done. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(long id) {
        var tree = lockOf(id);
        trees.call(id).filter(call -> call.outcome() == Outcome.OPEN).ifPresent(call -> tell.whomToCall(tree, call));
    }

    /** Asks what came of it, and of what the same caller was given at the same time: one message, however many calls. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void ask(long id) {
        var tree = lockOf(id);
        var call = trees.call(id).orElseThrow();
        var caller = call.caller();
        if (caller != null && tell.waitsForTheLine(call)) {
            tell.nextByCall(caller);
            return;
        }
        if (call.outcome() != Outcome.OPEN || caller == null || trees.askedSince(caller, TOGETHER)) {
            return;
        }
        tell.whatCameOfThem(
                tree,
                caller,
                Stream.concat(
                                Stream.of(call),
                                trees.toMake(caller).stream()
                                        .filter(other -> other.id() != id && together(call, other)))
                        .toList());
    }

    /** Nobody said in time what came of it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void passOn(long id) {
        var tree = lockOf(id);
        trees.call(id).filter(call -> call.outcome() == Outcome.OPEN).ifPresent(call -> {
            walk.passOn(tree, call);
            follow(tree);
        });
    }

    /** Whether somebody was tried in vain and may be tried once more. */
    public boolean mayTryAgain(long id) {
        var tree = trees.get(id);
        return tree.round() == 1
                && tree.stoppedBy() == null
                && trees.people(id).stream().anyMatch(who -> who.state().tried());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void again(long id) {
        var tree = trees.lock(id);
        if (mayTryAgain(id)) {
            walk.again(tree);
        }
        walk.follow(tree);
    }

    /** Nobody is called any more: it was a mistake, or is no longer needed. Whoever heard the word hears that too. */
    @Transactional
    public void stop(long id, String by, String reason) {
        var tree = trees.lock(id);
        if (tree.endedAt() != null || tree.stoppedBy() != null) {
            return;
        }
        trees.stop(id, by, reason);
        trees.record(tree, "phone-tree.stopped", by, Map.of("reason", reason));
        walk.takeBack(trees.get(id));
        tell.stopped(trees.get(id));
        processes.roundOver(id);
    }

    /** Who started it hears how it stands. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tellHowItStands(long id) {
        var tree = trees.lock(id);
        var figures = trees.figures(id);
        tell.starter(
                tree,
                "state",
                Map.of(
                        "reached",
                        Integer.toString(figures.getOrDefault(Reached.REACHED, 0)),
                        "open",
                        Integer.toString(missed(id).size())));
    }

    /** How long those who were told by message only still have to answer, of so much time. */
    public Duration timeToAnswer(long id, Duration within) {
        if (trees.get(id).stoppedBy() != null) {
            return Duration.ZERO;
        }
        return trees.toldLast(id)
                .map(at -> Duration.between(trees.instant(), at.plus(within)))
                .filter(left -> !left.isNegative())
                .orElse(Duration.ZERO);
    }

    /** Closes the list: who was not reached stands in the record by name, and goes to who started it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(long id) {
        var tree = trees.lock(id);
        if (tree.endedAt() != null) {
            return;
        }
        trees.end(id);
        var missed = missed(id);
        var reached = trees.figures(id).getOrDefault(Reached.REACHED, 0);
        trees.record(
                tree,
                "phone-tree.ended",
                IncidentRecord.DRAAIBOEK,
                Map.of(
                        "reached",
                        reached,
                        "missed",
                        missed.size(),
                        "notReached",
                        missed.stream().map(InTree::person).toList()));
        tell.starter(
                tree,
                "over",
                Map.of(
                        "reached",
                        Integer.toString(reached),
                        "missed",
                        Integer.toString(missed.size()),
                        "all",
                        missed.isEmpty(),
                        "incidentOver",
                        tree.overWithIncident(),
                        "stopped",
                        tree.stoppedBy() != null && !tree.overWithIncident(),
                        "stopper",
                        tree.stoppedBy() == null ? "" : people.nameOf(tree.stoppedBy()),
                        "reason",
                        ResponseTexts.sentence(Objects.requireNonNullElse(tree.reason(), "")),
                        "names",
                        String.join("\n", missed.stream().map(this::named).toList())));
    }

    /** Who was not reached, as things stand. */
    public List<InTree> missed(long id) {
        return trees.people(id).stream().filter(who -> who.state().missed()).toList();
    }

    private String named(InTree who) {
        return people.nameOf(who.person()) + (who.location().isEmpty() ? "" : " (" + who.location() + ")");
    }

    private void follow(PhoneTree tree) {
        if (tree.endedAt() == null) {
            walk.follow(tree);
        }
    }

    /** Somebody said so themselves while nobody was calling them: the others are still tried once more. */
    private void followLastOne(PhoneTree tree) {
        if (missed(tree.id()).isEmpty()) {
            follow(tree);
        }
    }

    private PhoneTree lockOf(long call) {
        return trees.lock(trees.call(call).orElseThrow().tree());
    }
}
