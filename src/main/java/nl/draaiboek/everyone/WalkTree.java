package nl.draaiboek.everyone;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.everyone.TreeCall.Outcome;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.people.Contact;
import nl.draaiboek.people.Directory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How word goes on from one to the next in a phone tree. Whoever hears it calls their own next ones; where somebody is a
 * gap, those go to who stands beside or above them, evenly, and where nobody can call, the program itself does, by all ways at once.
 * The tree is locked by whoever asks.
 */
@Component
class WalkTree {

    private final PhoneTrees trees;
    private final PhoneTreeProcesses processes;
    private final TellByTree tell;
    private final Dispatches dispatches;
    private final Directory directory;
    private final OfficeHours officeHours;

    WalkTree(
            PhoneTrees trees,
            PhoneTreeProcesses processes,
            TellByTree tell,
            Dispatches dispatches,
            Directory directory,
            OfficeHours officeHours) {
        this.trees = trees;
        this.processes = processes;
        this.tell = tell;
        this.dispatches = dispatches;
        this.directory = directory;
        this.officeHours = officeHours;
    }

    /** Whoever started it calls their next ones; the program itself calls the first, who did not. */
    void begin(PhoneTree tree, InTree first) {
        if (first.state() == Reached.REACHED) {
            waitingFor(tree, first).forEach(next -> call(tree, first, next));
        } else {
            call(tree, null, first);
        }
    }

    /** Says so when nobody is being called. */
    void follow(PhoneTree tree) {
        if (open(tree).isEmpty()) {
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
        for (var open : open(tree)) {
            if (open.callee() == who.id() && (by == null || open.id() != by.id())) {
                notNeeded(tree, open);
            }
        }
        if (tree.endedAt() == null && tree.stoppedBy() == null) {
            waitingFor(tree, who).forEach(next -> call(tree, who, next));
        }
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
        waitingFor(tree, who).forEach(next -> call(tree, chosen(tree, who, next), next));
    }

    /** Nobody said in time what came of a call: somebody else makes it. */
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
        trees.record(
                tree,
                "phone-tree.not-reported",
                IncidentRecord.DRAAIBOEK,
                Map.of("caller", silent.person(), "person", callee.person()));
        call(tree, chosen(tree, silent, callee), callee);
    }

    /** Once more to everyone who was tried in vain, each by somebody else. */
    void again(PhoneTree tree) {
        trees.nextRound(tree.id());
        var second = trees.get(tree.id());
        trees.people(tree.id()).stream()
                .filter(who -> who.state().tried())
                .forEach(who -> call(second, chosen(second, who, who), who));
    }

    /** Takes back every call that is still to be made. */
    void takeBack(PhoneTree tree) {
        open(tree).forEach(call -> notNeeded(tree, call));
    }

    private void call(PhoneTree tree, @Nullable InTree caller, InTree callee) {
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

    private void notNeeded(PhoneTree tree, TreeCall call) {
        var told = trees.sentFor(call.id()).stream()
                .anyMatch(sent -> sent.outcome().equals("ARRIVED"));
        trees.became(call.id(), Outcome.NOT_NEEDED);
        withdraw(call, "They were reached, or it was stopped.");
        processes.settled(call.id());
        if (told && call.caller() != null) {
            tell.notNeeded(tree, call);
        }
    }

    /** What still waits of the messages about a call. */
    void withdraw(TreeCall call, String why) {
        trees.sentFor(call.id()).forEach(sent -> dispatches.withdraw(sent.notice(), why));
    }

    private List<TreeCall> open(PhoneTree tree) {
        return trees.calls(tree.id()).stream()
                .filter(call -> call.outcome() == Outcome.OPEN)
                .toList();
    }

    /** Those whom somebody calls as the tree was made, and who wait for it still. */
    private List<InTree> waitingFor(PhoneTree tree, InTree caller) {
        return trees.people(tree.id()).stream()
                .filter(next -> next.state() == Reached.WAITING && Objects.equals(next.caller(), caller.id()))
                .toList();
    }

    /**
     * Who calls instead of a gap: those beside it first, then whoever stands above it, then anyone who knows. Of those alike who has
     * the fewest calls to make, works elsewhere, and has not tried them before. Nobody, when nobody who can call knows yet.
     */
    private @Nullable InTree chosen(PhoneTree tree, InTree gap, InTree callee) {
        var today = LocalDate.ofInstant(trees.instant(), officeHours.zone());
        var all = trees.people(tree.id());
        var calls = trees.calls(tree.id());
        var open = calls.stream()
                .filter(call -> call.outcome() == Outcome.OPEN && call.caller() != null)
                .collect(Collectors.groupingBy(
                        call -> Objects.requireNonNull(call.caller()), HashMap::new, Collectors.counting()));
        var tried = calls.stream()
                .filter(call -> call.callee() == callee.id() && call.caller() != null)
                .map(call -> Objects.requireNonNull(call.caller()))
                .collect(Collectors.toSet());
        var above = above(all, gap);
        var there = directory.all().stream()
                .filter(contact -> contact.available(today))
                .map(contact -> contact.colleague().id())
                .collect(Collectors.toSet());
        return all.stream()
                .filter(who -> who.state() == Reached.REACHED
                        && !who.silent()
                        && who.id() != gap.id()
                        && who.id() != callee.id()
                        && there.contains(who.person()))
                .min(Comparator.comparing((InTree who) -> tried.contains(who.id()))
                        .thenComparing(who -> open.getOrDefault(who.id(), 0L) >= Math.max(2, who.calls()))
                        .thenComparing(who -> near(who, gap, above))
                        .thenComparing(who -> open.getOrDefault(who.id(), 0L))
                        .thenComparing(who ->
                                !who.location().isEmpty() && who.location().equals(callee.location()))
                        .thenComparing(InTree::id))
                .orElse(null);
    }

    /** 0 beside a gap, 1 right above it, 2 further above, and so on; all others alike. */
    private static int near(InTree who, InTree gap, Map<Long, Integer> above) {
        if (gap.caller() != null && Objects.equals(who.caller(), gap.caller())) {
            return 0;
        }
        return above.getOrDefault(who.id(), Integer.MAX_VALUE);
    }

    private static Map<Long, Integer> above(List<InTree> all, InTree gap) {
        var byId = all.stream().collect(Collectors.toMap(InTree::id, who -> who));
        Map<Long, Integer> above = new HashMap<>();
        Set<Long> seen = new HashSet<>();
        var at = gap.caller();
        for (var steps = 1; at != null && seen.add(at); steps++) {
            above.put(at, steps);
            var next = byId.get(at);
            at = next == null ? null : next.caller();
        }
        return above;
    }

    /** Who works here, on leave or not; not logins for the machinery alone. */
    static Stream<Contact> everyone(Directory directory, LocalDate today) {
        return directory.all().stream().filter(contact -> CallRoll.concerned(contact, today));
    }
}
