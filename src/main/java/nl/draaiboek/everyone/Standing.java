package nl.draaiboek.everyone;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import nl.draaiboek.everyone.TreeCall.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Who in a phone tree could call now. Read once, and kept while calls are given out, so that a gap with many below it costs no more
 * than one with few.
 */
final class Standing {

    private static final Set<Outcome> REPORTED = EnumSet.of(Outcome.REACHED, Outcome.MESSAGE_LEFT, Outcome.NO_ANSWER);

    private final List<InTree> able;
    private final Map<Long, InTree> byId;
    private final Map<Long, Integer> open = new HashMap<>();
    private final Map<Long, Set<Long>> tried = new HashMap<>();
    private final Set<Long> answered = new HashSet<>();
    private final Set<Long> askedInVain;

    /**
     * @param there logins of who is not on leave
     * @param askedInVain who was asked what came of a call and did not say yet
     */
    Standing(List<InTree> everyone, List<TreeCall> calls, Set<String> there, Set<Long> askedInVain) {
        this.askedInVain = Set.copyOf(askedInVain);
        this.able = everyone.stream()
                .filter(who -> who.state() == Reached.REACHED && !who.silent() && there.contains(who.person()))
                .toList();
        this.byId = everyone.stream().collect(Collectors.toMap(InTree::id, who -> who));
        for (var call : calls) {
            if (call.caller() != null) {
                tried.computeIfAbsent(call.callee(), callee -> new HashSet<>()).add(call.caller());
                if (call.outcome() == Outcome.OPEN) {
                    open.merge(call.caller(), 1, Integer::sum);
                } else if (REPORTED.contains(call.outcome())) {
                    answered.add(call.caller());
                }
            }
        }
        everyone.stream().filter(who -> who.by().equals(who.person())).forEach(who -> answered.add(who.id()));
    }

    /** Somebody was given a call. */
    void calls(@Nullable InTree caller, InTree callee) {
        if (caller != null) {
            open.merge(caller.id(), 1, Integer::sum);
            tried.computeIfAbsent(callee.id(), id -> new HashSet<>()).add(caller.id());
        }
    }

    /**
     * Who calls instead of a gap: those beside it first, then whoever stands above it, then anyone who knows. Of those alike who has
     * the fewest calls to make, works elsewhere, and has not tried them before. The calls of who is silent go to who answered us,
     * wherever they stand. Whoever was asked after a call in vain gets more only where nobody else is left. Nobody, when nobody who
     * can call knows yet.
     */
    @Nullable
    InTree chosen(InTree gap, InTree callee) {
        var above = above(gap);
        var anywhere = gap.silent();
        var before = tried.getOrDefault(callee.id(), Set.of());
        return able.stream()
                .filter(who -> who.id() != gap.id() && who.id() != callee.id())
                .min(Comparator.comparing((InTree who) -> before.contains(who.id()))
                        .thenComparing(who -> askedInVain.contains(who.id()))
                        .thenComparing(who -> open(who) >= Math.max(2, who.calls()))
                        .thenComparing(who -> anywhere && !answered.contains(who.id()))
                        .thenComparing(who -> anywhere ? open(who) : near(who, gap, above))
                        .thenComparing(this::open)
                        .thenComparing(who ->
                                !who.location().isEmpty() && who.location().equals(callee.location()))
                        .thenComparing(InTree::id))
                .orElse(null);
    }

    private int open(InTree who) {
        return open.getOrDefault(who.id(), 0);
    }

    /** 0 beside a gap, 1 right above it, 2 further above, and so on; all others alike. */
    private static int near(InTree who, InTree gap, Map<Long, Integer> above) {
        if (gap.caller() != null && Objects.equals(who.caller(), gap.caller())) {
            return 0;
        }
        return above.getOrDefault(who.id(), Integer.MAX_VALUE);
    }

    private Map<Long, Integer> above(InTree gap) {
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
}
