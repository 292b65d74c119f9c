package nl.draaiboek.response.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.RecordEntry;
import org.junit.jupiter.api.Test;

/** a company of a thousand answers, and the team can still read its room. */
class EveryoneInShortTests {

    private static final int EVERYONE = 1_000;

    private final List<RecordEntry> record = new ArrayList<>();
    private final List<RecordEntry> told = new ArrayList<>();
    private final List<String> counts = new ArrayList<>();
    private int seen;

    @Test
    void aRollCallOfAThousandIsAHandfulOfLinesAndNobodyInNeedIsAmongTheNumbers() {
        happens("roll-call.begun", Map.of("place", "", "people", EVERYONE));
        for (var person = 0; person < EVERYONE; person++) {
            happens("roll-call.asked", Map.of("person", "p" + person, "ways", List.of("sms")));
        }
        for (var person = 0; person < 900; person++) {
            answers(person, person == 600 ? "NEEDS_HELP" : "SAFE");
            if (person == 600) {
                assertThat(told).as("at once").last().satisfies(entry -> assertThat(entry.details())
                        .containsEntry("person", "p600"));
                happens("roll-call.help-told", Map.of("person", "p600", "helper", "p1", "ways", List.of("sms")));
            }
        }
        for (var person = 900; person < EVERYONE; person++) {
            record.add(entry("roll-call.passed-on", Map.of("person", "p" + person, "finder", "p1")));
        }
        room();
        answers(600, "SAFE");
        happens("roll-call.ended", Map.of("safe", 900));

        assertThat(told)
                .extracting(RecordEntry::kind)
                .containsExactly("roll-call.begun", "roll-call.answered", "roll-call.answered", "roll-call.ended");
        assertThat(counts)
                .containsExactly(
                        "Roll call: 250 of 1000 heard of",
                        "Roll call: 500 of 1000 heard of",
                        "Roll call: 750 of 1000 heard of, 1 needs help",
                        "Roll call: 900 of 1000 heard of, 1 needs help, 100 looked for");
    }

    @Test
    void aPhoneTreeIsCountedToo() {
        happens("phone-tree.begun", Map.of("people", 8, "first", "p0"));
        for (var person = 1; person < 8; person++) {
            happens("phone-tree.asked", Map.of("person", "p" + person, "caller", "p" + (person - 1)));
            happens(
                    "phone-tree.reported",
                    Map.of("person", "p" + person, "outcome", person == 3 ? "NO_ANSWER" : "REACHED"));
        }
        happens("phone-tree.ended", Map.of("reached", 7, "missed", 1));

        assertThat(told).extracting(RecordEntry::kind).containsExactly("phone-tree.begun", "phone-tree.ended");
        assertThat(counts)
                .containsExactly(
                        "Phone tree: 2 of 8 reached", "Phone tree: 4 of 8 reached", "Phone tree: 6 of 8 reached");
    }

    @Test
    void whatIsNotOfEachStaysALine() {
        happens("incident.declared", Map.of());

        assertThat(told).extracting(RecordEntry::kind).containsExactly("incident.declared");
        assertThat(counts).isEmpty();
    }

    private void answers(int person, String answer) {
        happens("roll-call.answered", Map.of("person", "p" + person, "answer", answer, "way", "link"));
    }

    /** Something happens, and the room is told. */
    private void happens(String kind, Map<String, Object> details) {
        record.add(entry(kind, details));
        room();
    }

    private void room() {
        var fresh = new EveryoneInShort(record, seen);
        seen = record.size();
        told.addAll(fresh.told());
        counts.addAll(fresh.counts());
    }

    private RecordEntry entry(String kind, Map<String, Object> details) {
        return new RecordEntry(
                new IncidentCode("INC-2026-0001"), record.size() + 1, Instant.EPOCH, kind, "draaiboek", details, "");
    }
}
