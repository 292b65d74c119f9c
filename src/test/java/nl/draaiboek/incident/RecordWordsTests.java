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

    @Test
    void namesWhoAnswersOnce() {
        var own = Map.<String, Object>of("person", "anouk", "answer", "SAFE", "way", "link");
        assertThat(words.sentence(entry("roll-call.answered", own))).isEqualTo("safe (by the link in the message)");
        var ofAnother = Map.<String, Object>of("person", "bram", "answer", "HELPED", "way", "task");
        assertThat(words.sentence(entry("roll-call.answered", ofAnother))).isEqualTo("Bram Jansen: helped (by a task)");
        assertThat(words.sentence(entry("safety.confirmed", Map.of("safe", "services", "how", "They search."))))
                .isEqualTo("Are all safe? not all; the emergency services look for who is missing: They search.");
    }

    @Test
    void saysWhatAManagerWouldSay() {
        assertThat(words.sentence(entry(
                        "page.opened",
                        Map.of(
                                "purpose", "DETECTED",
                                "who", "schedule:hosting, group:incidentManagers",
                                "first", "bram",
                                "backup", "",
                                "manager", "anouk"))))
                .isEqualTo("Pages go out for what was noticed, to who is on call for hosting, incident managers:"
                        + " first Bram Jansen, manager on duty Anouk de Vries");
        assertThat(words.sentence(entry("page.acknowledged", Map.of("way", "work"))))
                .isEqualTo("Is on it, said by taking up work");
        assertThat(words.sentence(
                        entry("communication-work.asked", Map.of("wanted", 1, "what", "x", "customers", "all"))))
                .isEqualTo("Wants 1 colleague for communication: x. For: all");
        assertThat(words.sentence(entry("employees.told", Map.of("people", 7, "missed", 0))))
                .isEqualTo("Told 7 colleagues");
        assertThat(words.sentence(entry("service.tested", Map.of("passed", true, "notes", ""))))
                .isEqualTo("Tested the service: passed");
        var sent = entry(
                "dispatch.settled",
                Map.of("message", "room-invite", "channel", "chat", "delivered", 3, "failed", 0, "dispatch", "c0ffee"));
        assertThat(words.sentence(sent)).isEqualTo("Sent by chat: an invitation to the chat room – 3 delivered");
        assertThat(words.details(sent)).isEmpty();
        assertThat(words.sentence(entry(
                        "dispatch.opened",
                        Map.of("message", "page", "channel", "sms", "audience", "on-call", "recipients", 1))))
                .isEqualTo("To be sent by SMS to on call, 1 address: page");
        assertThat(words.sentence(entry("update.published", Map.of("audience", "EXTERNAL", "state", "INVESTIGATING"))))
                .isEqualTo("An update went out to customers for the state investigating");
        assertThat(words.details(entry("decision.made", Map.of("table", "x", "rule", 1, "nextWayAfter", "PT1M"))))
                .containsExactly(Map.entry("next way after", "1 minute"));
        assertThat(words.sentence(entry(
                        "outside-call.sent", Map.of("contact", "Ines Duarte", "ways", java.util.List.of("call")))))
                .isEqualTo("Called Ines Duarte by phone call");
        assertThat(words.sentence(entry(
                        "task.asked-wider", Map.of("task", "x", "groups", java.util.List.of("incidentManagers")))))
                .endsWith("asked also: incident managers");
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
