package nl.draaiboek.response.room;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.draaiboek.incident.RecordEntry;

/**
 * What a room reads of a roll call and a phone tree: whoever needs help at once and by name, and of all others how many,
 * each time that a quarter more was heard of or that some are looked for. The record has a line for each; with a thousand colleagues
 * those would drown the team.
 */
final class EveryoneInShort {

    private static final String ANSWERED = "roll-call.answered";
    private static final String PASSED_ON = "roll-call.passed-on";
    private static final String NEEDS_HELP = "NEEDS_HELP";
    private static final Set<String> OF_EACH = Set.of(
            "roll-call.asked",
            "roll-call.asked-again",
            "roll-call.help-told",
            PASSED_ON,
            "phone-tree.asked",
            "phone-tree.reported",
            "phone-tree.no-answer",
            "phone-tree.not-reported");

    private final Map<String, String> rollCall = new HashMap<>();
    private final Set<String> reached = new HashSet<>();
    private int asked;
    private int inTree;

    private final List<RecordEntry> told = new ArrayList<>();
    private final List<String> counts;

    /**
     * @param all the record of an incident, the oldest first
     * @param after the sequence of the last entry that the room was told of
     */
    EveryoneInShort(List<RecordEntry> all, int after) {
        all.stream().filter(entry -> entry.sequence() <= after).forEach(this::take);
        var heardBefore = quarter(heard(), asked);
        var lookedForBefore = number(PASSED_ON);
        var reachedBefore = quarter(reached.size(), inTree);
        for (var entry : all) {
            if (entry.sequence() > after) {
                if (byName(entry)) {
                    told.add(entry);
                }
                take(entry);
            }
        }
        counts = new ArrayList<>();
        if (quarter(heard(), asked) > heardBefore || number(PASSED_ON) > lookedForBefore) {
            counts.add("Roll call: %d of %d heard of%s%s"
                    .formatted(
                            heard(),
                            asked,
                            some(number(NEEDS_HELP), number(NEEDS_HELP) == 1 ? "needs help" : "need help"),
                            some(number(PASSED_ON), "looked for")));
        }
        if (quarter(reached.size(), inTree) > reachedBefore) {
            counts.add("Phone tree: %d of %d reached".formatted(reached.size(), inTree));
        }
    }

    /** What is told as it stands in the record. */
    List<RecordEntry> told() {
        return told;
    }

    /** How many, where there is something new to say of them. */
    List<String> counts() {
        return counts;
    }

    /** An answer of one among many is not: but for a call for help, and what became of it. */
    private boolean byName(RecordEntry entry) {
        if (!entry.kind().equals(ANSWERED)) {
            return !OF_EACH.contains(entry.kind());
        }
        var answer = detail(entry, "answer");
        return !answer.equals("SAFE") && !answer.equals("CALLED_OFF")
                || NEEDS_HELP.equals(rollCall.get(detail(entry, "person")));
    }

    private void take(RecordEntry entry) {
        var person = detail(entry, "person");
        switch (entry.kind()) {
            case "roll-call.begun" -> asked += people(entry);
            case ANSWERED -> rollCall.put(person, detail(entry, "answer"));
            case PASSED_ON -> rollCall.put(person, PASSED_ON);
            case "phone-tree.begun" -> {
                inTree += people(entry);
                reached.add(detail(entry, "first"));
            }
            case "phone-tree.reported" -> {
                if (detail(entry, "outcome").equals("REACHED")) {
                    reached.add(person);
                }
            }
            default -> {
                // Says nothing of anybody.
            }
        }
    }

    private int heard() {
        return (int) rollCall.values().stream()
                .filter(answer -> !answer.equals(PASSED_ON))
                .count();
    }

    private int number(String answer) {
        return (int) rollCall.values().stream().filter(answer::equals).count();
    }

    private static int quarter(int some, int all) {
        return all == 0 ? 0 : 4 * some / all;
    }

    private static String some(int number, String words) {
        return number == 0 ? "" : ", " + number + ' ' + words;
    }

    private static int people(RecordEntry entry) {
        return entry.details().get("people") instanceof Number number ? number.intValue() : 0;
    }

    private static String detail(RecordEntry entry, String name) {
        return String.valueOf(entry.details().getOrDefault(name, ""));
    }
}
