package nl.draaiboek.everyone;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Deals people over the branches of a phone tree. Everyone stands in it once; nobody calls more than is set for them, and
 * each at least one; who calls more is called earlier, so that word goes round fast. People at one location are spread over the
 * branches, and where it can be helped nobody calls somebody at their own location: one location that is dark takes no branch down.
 * The same people give the same tree.
 */
final class TreeBuilder {

    private final Map<String, ArrayDeque<Member>> waiting = new LinkedHashMap<>();
    private final Map<String, Integer> atLocation = new HashMap<>();
    private final List<Place> places = new ArrayList<>();
    private final int branches;
    private int left;

    private TreeBuilder(Member first, List<Member> others) {
        this.branches = Math.max(1, Math.min(first.calls(), others.size()));
        this.left = others.size();
        others.stream()
                .sorted(Comparator.comparing(Member::calls).reversed().thenComparing(Member::person))
                .forEach(member -> {
                    waiting.computeIfAbsent(member.location(), location -> new ArrayDeque<>())
                            .add(member);
                    atLocation.merge(member.location(), 1, Integer::sum);
                });
    }

    /**
     * @param first who begins
     * @param others everyone else, each once
     * @return all of them, each after who calls them, the first one first
     */
    static List<Place> build(Member first, List<Member> others) {
        return new TreeBuilder(first, others).deal(first);
    }

    private List<Place> deal(Member first) {
        var callers = new ArrayDeque<Slot>();
        places.add(new Place(first.person(), null, first.calls(), 0));
        var counts = new ArrayList<Map<String, Integer>>();
        for (var branch = 0; branch < branches; branch++) {
            counts.add(new HashMap<>());
        }
        for (var branch = 0; branch < branches; branch++) {
            callers.add(new Slot(first, 1, counts.get(branch)));
        }
        while (left > 0) {
            var slot = callers.remove();
            var next = next(slot);
            places.add(new Place(next.person(), slot.caller().person(), next.calls(), slot.level()));
            for (var call = 0; call < next.calls(); call++) {
                callers.add(new Slot(next, slot.level() + 1, slot.inBranch()));
            }
        }
        return List.copyOf(places);
    }

    /** The location of which most are left, of those that have no more than their share in this branch. */
    private Member next(Slot slot) {
        var location = waiting.entrySet().stream()
                .filter(at -> !at.getValue().isEmpty())
                .min(Comparator.comparing((Map.Entry<String, ArrayDeque<Member>> at) ->
                                at.getKey().equals(slot.caller().location())
                                        && !at.getKey().isEmpty())
                        .thenComparing(at -> hasItsShare(at.getKey(), slot))
                        .thenComparing(at -> at.getValue().element().calls(), Comparator.reverseOrder())
                        .thenComparing(at -> at.getValue().size(), Comparator.reverseOrder())
                        .thenComparing(Map.Entry::getKey))
                .orElseThrow()
                .getKey();
        left--;
        slot.inBranch().merge(location, 1, Integer::sum);
        return waiting.getOrDefault(location, new ArrayDeque<>()).remove();
    }

    private boolean hasItsShare(String location, Slot slot) {
        return slot.inBranch().getOrDefault(location, 0) * branches >= atLocation.getOrDefault(location, 0);
    }

    /**
     * @param location empty when not known
     * @param calls how many they call, at least one
     */
    record Member(String person, String location, int calls) {
        Member {
            calls = Math.max(1, calls);
        }
    }

    /**
     * @param caller who calls them; null for who begins
     * @param level how many calls it takes until it is their turn
     */
    record Place(String person, @Nullable String caller, int calls, int level) {}

    /** A call that somebody can make. @param inBranch how many of each location stand in its branch */
    private record Slot(Member caller, int level, Map<String, Integer> inBranch) {}
}
