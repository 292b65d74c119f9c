package nl.draaiboek.incident.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import nl.draaiboek.incident.CloseIncident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentState;
import nl.draaiboek.incident.MergeIncidents;
import nl.draaiboek.incident.ResolveIncident;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.incident.TakeLead;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** the phases together; each phase has tests of its own. */
@ScenarioTest
@Import(Story.class)
class IncidentResponseTests {

    @Autowired
    Scenario scenario;

    @Autowired
    Story story;

    @Autowired
    ResolveIncident resolveIncident;

    @Autowired
    CloseIncident closeIncident;

    @Autowired
    MergeIncidents mergeIncidents;

    @Autowired
    TakeLead takeLead;

    @Test
    void communicatesBesideTheRepairUntilAllIsSaid() {
        var code = story.crisis();
        assertThat(story.runs(code, "crisis-communication")).isTrue();
        assertThat(scenario.groups(scenario.task("UserTask_CallResponders")))
                .containsExactly("incidentManagers", "serviceDesk");
        scenario.complete("emma", "UserTask_CallResponders", Map.of("reached", "Bram komt, Chaima komt."));
        scenario.complete("anouk", "UserTask_GiveRoles", Map.of("techLead", "bram", "communicationsManager", "chaima"));
        assertThat(story.incident(code).techLead()).isEqualTo("bram");
        assertThat(story.kinds(code)).contains("team-channels.opened", "people.called", "role.given");
        assertThat(story.runs(code, "resolve-incident")).isTrue();

        over(code);
        assertThat(story.runs(code, "review-incident"))
                .as("the closing messages are not out yet")
                .isFalse();
        story.ends("crisis-communication");

        assertThat(story.walked(code, "incident-response")).contains("EndEvent_Closed", "EndEvent_Communicated");
        assertThat(story.runs(code, "review-incident")).isTrue();
        story.ends("review-incident");
        scenario.deliver();
        assertThat(story.walked(code, "incident-response")).contains("EndEvent_Reviewed");
        assertThat(story.runs(code, "incident-response")).isFalse();
    }

    @Test
    void reviewsALightIncidentThatNobodyHadToBeToldOf() {
        var code = story.light();

        over(code);

        assertThat(story.walked(code, "incident-response"))
                .contains("EndEvent_LightPath", "CallActivity_Review")
                .doesNotContain("CallActivity_CrisisCommunication", "CallActivity_Escalate");
    }

    @Test
    void waitsForTheCrisisPlanToBeSwitchedOnAgain() {
        var code = story.crisis();
        story.revise("anouk", code);
        scenario.complete("anouk", "UserTask_AssessImpact", Story.answers(Map.of("what", "workaround", "who", "some")));
        scenario.complete("anouk", "UserTask_DecideSeverity", Story.decision("3", "off"));
        if (story.runs(code, "crisis-communication")) {
            story.ends("crisis-communication");
        }
        assertThat(story.walked(code, "incident-response"))
                .contains("Gateway_LightPath")
                .doesNotContain("EndEvent_Communicated");

        story.revise("anouk", code);
        scenario.complete("anouk", "UserTask_AssessImpact", Story.answers(Map.of("what", "down", "who", "most")));
        scenario.complete("anouk", "UserTask_DecideSeverity", Story.decision("1", "on"));

        assertThat(story.runs(code, "crisis-communication")).isTrue();
        assertThat(story.walked(code, "incident-response")).contains("Catch_CrisisPlanOn");
    }

    @Test
    void stopsWhenSomebodyMergesItAndTheOtherGoesOn() {
        var first = story.alert(Severity.ONE);
        scenario.complete("anouk", "UserTask_TakeLead", Story.REAL);
        var second = story.report(Severity.TWO);

        mergeIncidents.merge(second, first, "Zelfde storing.", "marijke");
        scenario.settle();

        assertThat(story.runs(second, "incident-response")).isFalse();
        assertThat(story.runs(second, "find-lead")).isFalse();
        assertThat(story.walked(second, "incident-response")).contains("EndEvent_MergedByHand");
        assertThat(story.runs(first, "incident-response")).isTrue();
    }

    @Test
    void doesNotWaitForChannelsOrRoles() {
        var code = story.alert(Severity.ONE);
        scenario.complete("anouk", "UserTask_TakeLead", Story.REAL);
        assertThatThrownBy(() -> scenario.complete("anouk", "UserTask_OpenTeamChannels", Map.of("chatRoom", "#a")))
                .hasMessageContaining("video call");
        scenario.advance(Duration.ofMinutes(10));
        assertThat(story.ends(code, "open-team-channels")).containsExactly("EndEvent_WithoutChannels");
        scenario.complete("anouk", "UserTask_AssessImpact", Story.answers(Map.of("what", "down", "who", "all")));
        scenario.complete("anouk", "UserTask_DecideSeverity", Story.decision("1", "on"));
        scenario.advance(Duration.ofMinutes(5));
        assertThat(scenario.groups(scenario.task("UserTask_CallResponders"))).contains("managers");
        scenario.complete("daan", "UserTask_CallResponders", Map.of("reached", "Ik ben er."));
        scenario.advance(Duration.ofMinutes(10));

        assertThat(story.ends(code, "delegate-roles")).containsExactly("EndEvent_RolesKept");
        assertThat(story.incident(code).techLead()).isEqualTo("anouk");
        assertThat(story.runs(code, "resolve-incident")).isTrue();
    }

    @Test
    void tellsWhoReportedItByPhoneWhenMailIsOut() {
        var code = rejectedWithoutMail();
        scenario.complete("emma", "UserTask_TellReporters", Map.of("reached", "Klant gebeld."));

        assertThat(story.ends(code, "reject-candidate")).containsExactly("EndEvent_Rejected");
    }

    @Test
    void saysInTheRecordThatNobodyToldWhoReportedIt() {
        var code = rejectedWithoutMail();
        scenario.advance(Duration.ofMinutes(20));

        assertThat(scenario.tasks("UserTask_TellReporters")).isEmpty();
        assertThat(story.kinds(code)).contains("reporters.not-told");
        assertThat(story.ends(code, "reject-candidate")).containsExactly("EndEvent_NotTold");
    }

    @Test
    void hasExactlyOneLeadHoweverManyTryAtOnce() throws Exception {
        var code = story.alert(Severity.ONE);
        var people = Stream.of("anouk", "marijke", "bram", "daan", "kehinde").toList();
        var together = new CyclicBarrier(people.size());
        var threads = Executors.newFixedThreadPool(people.size());
        try {
            var tries = people.stream()
                    .map(person -> threads.submit(() -> {
                        together.await();
                        return takeLead.take(code, person).isEmpty();
                    }))
                    .toList();
            var won = 0;
            for (var one : tries) {
                won += one.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
        assertThat(story.kinds(code)).filteredOn("lead.taken"::equals).hasSize(1);

        var lead = story.incident(code).lead();
        var late = people.stream()
                .filter(person -> !person.equals(lead))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> scenario.complete(late, "UserTask_TakeLead", Story.REAL))
                .hasMessageContaining("was faster");
    }

    private IncidentCode rejectedWithoutMail() {
        scenario.mailGoesOut();
        var code = story.report(Severity.TWO);
        scenario.complete("anouk", "UserTask_TakeLead", Map.of("verdict", "rejected", "why", "Wachtwoord verlopen."));
        for (var minute = 0;
                minute < 12 && scenario.tasks("UserTask_TellReporters").isEmpty();
                minute++) {
            scenario.deliver();
            scenario.clock().advance(Duration.ofMinutes(1));
        }
        assertThat(story.incident(code).state()).isEqualTo(IncidentState.REJECTED);
        return code;
    }

    /** Repair is done and the incident is closed, as the phases of others would do it. */
    private void over(IncidentCode code) {
        story.ends("resolve-incident");
        resolveIncident.resolve(code, "anouk");
        closeIncident.close(code, "anouk");
        story.ends("close-incident");
    }
}
