package nl.draaiboek.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** the record in words. */
@ScenarioTest
class RecordWordsTests {

    @Autowired
    RecordWords words;

    @Test
    void tellsWhatHappenedInASentence() {
        var opened = entry(
                "incident.opened",
                Map.of(
                        "title",
                        "Stroom weg",
                        "noticed",
                        "MONITORING",
                        "provisionalSeverity",
                        1,
                        "services",
                        java.util.List.of()));

        assertThat(words.sentence(opened))
                .isEqualTo("Opened as a candidate: “Stroom weg”, noticed first by monitoring, provisional severity 1");
    }

    @Test
    void leavesNothingOutOfWhatHasNoSentence() {
        var entry = entry("pump.startedAgain", Map.of("hallNumber", 2, "by", "hand", "wet", true));

        assertThat(words.sentence(entry)).isEqualTo("Pump started again (by: hand; hall number: 2; wet: yes)");
    }

    @Test
    void givesWhatTheSentenceLeavesOutAsDetails() {
        var entry = entry(
                "update.approved", Map.of("state", "IDENTIFIED", "next", "2026-11-21T02:30:00Z", "reach", "EVERYONE"));

        assertThat(words.sentence(entry))
                .isEqualTo("Approved an update for the state identified, next at 21 Nov 03:30");
        assertThat(words.details(entry)).containsExactly(Map.entry("reach", "everyone"));
    }

    @Test
    void fillsInWhatPeopleTypedOnceAndNeverAsAPattern() {
        var entry = entry("incident.rejected", Map.of("because", "{because} [{title}] $1 ${x}"));

        assertThat(words.sentence(entry)).isEqualTo("Not an incident: {because} [{title}] $1 ${x}");
    }

    @Test
    void callsPeopleAndOutcomesByTheirNames() {
        assertThat(words.sentence(entry("question.asked", Map.of("of", "bram", "question", "Since when?"))))
                .isEqualTo("Asked Bram Jansen: Since when?");
        assertThat(words.sentence(entry(
                        "experiment.concluded", Map.of("number", 1, "theory", "The UPS broke", "outcome", "PROVED"))))
                .isEqualTo("Theory 1 “The UPS broke”: proved");
        assertThat(words.sentence(entry("watch.ended", Map.of("ending", "QUIET"))))
                .isEqualTo("The watch ended: all stayed quiet");
    }

    private static RecordEntry entry(String kind, Map<String, Object> details) {
        return new RecordEntry(
                new IncidentCode("INC-2026-0001"),
                1,
                Instant.parse("2026-11-21T02:00:00Z"),
                kind,
                "anouk",
                details,
                "0");
    }
}
