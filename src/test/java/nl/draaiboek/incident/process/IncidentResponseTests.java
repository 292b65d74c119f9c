package nl.draaiboek.incident.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.incident.CloseIncident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentState;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.MergeIncidents;
import nl.draaiboek.incident.NoteDanger;
import nl.draaiboek.incident.ResolveIncident;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.incident.TakeLead;
import nl.draaiboek.response.paging.Purpose;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

/** the phases together; each phase has tests of its own. */
@ScenarioTest
class IncidentResponseTests {

    @Autowired
    Scenario scenario;

    @Autowired
    org.camunda.bpm.engine.FormService forms;

    private Story story;

    @BeforeEach
    void story(@Autowired AutowireCapableBeanFactory beans) {
        story = beans.createBean(Story.class);
    }

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
        assertThat(story.paged(code)).contains(Purpose.TECHNICIAN, Purpose.COMMUNICATOR);
        assertThat(scenario.tasks("UserTask_CallResponders"))
                .as("nobody calls by hand while the ladder does")
                .isEmpty();
        story.peopleCome(code);
        story.rolesTaken();
        assertThat(story.incident(code).techLead()).isEqualTo("bram");
        assertThat(story.kinds(code)).contains("team-channels.opened", "page.acknowledged", "role.given");
        assertThat(story.runs(code, "resolve-incident")).isTrue();

        over(code);
        assertThat(story.runs(code, "review-incident")).isTrue();
        assertThat(story.runs(code, "communicate"))
                .as("the closing messages are not out yet")
                .isTrue();
        story.ends("crisis-communication");
        story.ends("communicate");

        assertThat(story.walked(code, "incident-response"))
                .contains("EndEvent_Communicated", "EndEvent_RolesGiven", "EndEvent_ChannelsOpen");
        story.ends("review-incident");
        scenario.deliver();
        assertThat(story.walked(code, "incident-response")).contains("EndEvent_Reviewed");
        assertThat(story.runs(code, "incident-response")).isFalse();
    }

    @Test
    void reviewsALightIncidentThatNobodyHadToBeToldOf() {
        var code = story.light();

        over(code);

        assertThat(story.walked(code, "incident-response")).contains("EndEvent_Communicated", "CallActivity_Review");
        assertThat(story.ends(code, "escalate")).containsExactly("EndEvent_LightPath");
        assertThat(story.ends(code, "delegate-roles")).containsExactly("EndEvent_Over");
        assertThat(story.ends(code, "communicate")).containsExactly("EndEvent_NothingMoreToTell");
        assertThat(story.walked(code, "crisis-communication")).isEmpty();
        assertThat(scenario.mailsTo("anouk@waddenhost.example"))
                .noneMatch(mail -> mail.subject().contains("rollen"));
    }

    @Test
    void callsPeopleGivesRolesAndCommunicatesWhenTheCrisisPlanIsSwitchedOnLater() {
        var code = story.light();
        assertThat(scenario.tasks("UserTask_CallResponders")).isEmpty();
        assertThat(scenario.tasks("UserTask_WriteUpdate")).isEmpty();
        assertThat(story.runs(code, "resolve-incident")).isTrue();

        revised(code, "1", "on");

        assertThat(story.paged(code)).containsOnlyOnce(Purpose.TECHNICIAN, Purpose.COMMUNICATOR);
        assertThat(scenario.tasks("UserTask_WriteUpdate")).hasSize(1);
        story.peopleCome(code);
        assertThat(scenario.tasks("UserTask_GiveRoles")).hasSize(1);
        story.rolesTaken();
        assertThat(story.incident(code).techLead()).isEqualTo("bram");
        assertThat(story.ends(code, "delegate-roles")).containsExactly("EndEvent_RolesGiven");
    }

    @Test
    void startsNothingTwiceHoweverOftenTheCrisisPlanGoesOffAndOn() {
        var code = story.light();
        revised(code, "1", "on");
        revised(code, "3", "off");
        assertThat(scenario.tasks("UserTask_WriteUpdate"))
                .as("nobody was told, nobody has to be told")
                .isEmpty();
        revised(code, "1", "on");
        revised(code, "2", "on");
        assertThat(story.paged(code)).containsOnlyOnce(Purpose.TECHNICIAN, Purpose.COMMUNICATOR);
        assertThat(scenario.tasks("UserTask_WriteUpdate")).hasSize(1);
        assertThat(scenario.tasks("UserTask_StrengthenServiceDesk")).hasSize(1);

        story.peopleCome(code);
        revised(code, "3", "off");
        revised(code, "1", "on");

        assertThat(story.paged(code)).doesNotContain(Purpose.TECHNICIAN, Purpose.COMMUNICATOR);
        assertThat(scenario.tasks("UserTask_GiveRoles")).hasSize(1);
        assertThat(instances(code, "escalate")).isEqualTo(1);
        assertThat(instances(code, "delegate-roles")).isEqualTo(1);
        assertThat(scenario.runtime()
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(code.value())
                        .processDefinitionKey("crisis-communication")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void callsNobodyAndAsksForNoRolesWhileThePlanIsOff() {
        var code = story.crisis();
        revised(code, "3", "off");
        assertThat(story.paged(code)).isEmpty();
        assertThat(scenario.tasks("UserTask_FormTheory")).as("repair goes on").hasSize(1);

        revised(code, "1", "on");
        story.peopleCome(code);
        assertThat(scenario.tasks("UserTask_GiveRoles")).hasSize(1);
        revised(code, "3", "off");
        assertThat(scenario.tasks("UserTask_GiveRoles")).isEmpty();

        revised(code, "1", "on");
        assertThat(story.paged(code))
                .as("who came is not called again")
                .doesNotContain(Purpose.TECHNICIAN, Purpose.COMMUNICATOR);
        assertThat(scenario.tasks("UserTask_GiveRoles")).hasSize(1);
        over(code);
        assertThat(story.ends(code, "delegate-roles")).containsExactly("EndEvent_NotNeeded");
    }

    @Test
    void endsTheWaitForPeopleAndRolesWithTheIncident() {
        var code = story.crisis();
        revised(code, "3", "off");
        over(code);
        assertThat(story.ends(code, "escalate")).containsExactly("EndEvent_LightPath");

        var other = story.crisis();
        story.peopleCome(other);
        revised(other, "3", "off");
        over(other);
        assertThat(story.ends(other, "delegate-roles")).containsExactly("EndEvent_LightPath");
    }

    @Test
    void callsNobodyAnyMoreOnceItIsOver() {
        var code = story.crisis();

        over(code);

        assertThat(story.paged(code)).isEmpty();
        assertThat(story.ends(code, "escalate")).containsExactly("EndEvent_NotNeeded");
        assertThat(story.ends(code, "delegate-roles")).containsExactly("EndEvent_Over");
        assertThat(scenario.tasks("UserTask_GiveRoles")).isEmpty();
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
    void aDangerThatIsOverStaysBehindAndOneThatIsNotGoesOn(
            @Autowired NoteDanger noteDanger, @Autowired Incidents incidents) {
        var first = story.alert(Severity.ONE);
        var over = story.report(Severity.TWO);
        noteDanger.note(over, "anouk", true, "Haarlem, kelder");
        noteDanger.safe(over, "anouk", "yes", "Everyone stands outside");
        mergeIncidents.merge(over, first, "Zelfde storing.", "marijke");
        assertThat(noteDanger.unsafe(incidents.get(first))).isFalse();

        noteDanger.note(first, "anouk", true, "Haarlem, dak");
        noteDanger.safe(first, "anouk", "yes", "Everyone stands outside");
        assertThat(noteDanger.unsafe(incidents.get(first))).isFalse();
        var burning = story.report(Severity.TWO);
        noteDanger.note(burning, "anouk", true, "Haarlem, kelder");
        mergeIncidents.merge(burning, first, "Zelfde storing.", "marijke");
        assertThat(noteDanger.unsafe(incidents.get(first)))
                .as("whoever was safe before may not be now")
                .isTrue();
        assertThat(incidents.get(first).dangerWhere()).isEqualTo("Haarlem, kelder");
    }

    @Test
    void whatGoesOnIsAsBadAsTheWorseOfTheTwo() {
        var light = story.light();
        var crisis = story.alert(Severity.ONE);
        scenario.complete("marijke", "UserTask_TakeLead", Story.REAL);
        scenario.complete("marijke", "UserTask_AssessImpact", Story.answers(Map.of("what", "down", "who", "all")));
        scenario.complete("marijke", "UserTask_DecideSeverity", Story.decision("1", "on"));
        assertThat(story.runs(light, "crisis-communication")).isFalse();

        mergeIncidents.merge(crisis, light, "Zelfde storing.", "marijke");
        scenario.settle();

        assertThat(story.incident(light).severity()).isEqualTo(Severity.ONE);
        assertThat(story.incident(light).crisisPlan()).isTrue();
        assertThat(story.runs(light, "crisis-communication")).isTrue();
        assertThat(story.runs(crisis, "crisis-communication")).isFalse();
    }

    @Test
    void doesNotWaitForChannelsOrRoles() {
        var code = story.alert(Severity.ONE);
        scenario.complete("anouk", "UserTask_TakeLead", Story.REAL);
        assertThatThrownBy(() -> scenario.complete("anouk", "UserTask_OpenTeamChannels", Map.of("chatRoom", "#a")))
                .hasMessageContaining("video call");
        assertThatThrownBy(() -> scenario.complete("anouk", "UserTask_OpenTeamChannels", Map.of("videoCall", "Jitsi")))
                .hasMessageContaining("the room you all sit in");
        scenario.complete("anouk", "UserTask_AssessImpact", Story.answers(Map.of("what", "down", "who", "all")));
        scenario.complete("anouk", "UserTask_DecideSeverity", Story.decision("1", "on"));
        assertThat(scenario.tasks("UserTask_FormTheory")).hasSize(1);
        scenario.advance(Duration.ofMinutes(10));
        scenario.deliver();
        assertThat(scenario.groups(scenario.task("UserTask_CallResponders")))
                .as("nobody answers, so somebody calls by hand")
                .containsExactly("incidentManagers", "managers", "serviceDesk");
        assertThat(story.paged(code)).contains(Purpose.TECHNICIAN, Purpose.COMMUNICATOR);
        scenario.complete("emma", "UserTask_CallResponders", Map.of("reached", "Daan komt."));
        assertThat(story.paged(code)).doesNotContain(Purpose.TECHNICIAN, Purpose.COMMUNICATOR);
        scenario.advance(Duration.ofMinutes(10));
        scenario.deliver();

        assertThat(story.incident(code).techLead()).isEqualTo("anouk");
        assertThat(scenario.mailsTo("anouk@waddenhost.example"))
                .filteredOn(mail -> mail.subject().contains("Er is nog geen chatruimte en geen gesprek"))
                .hasSize(1);
        assertThat(scenario.mailsTo("anouk@waddenhost.example"))
                .filteredOn(mail -> mail.subject().contains("rollen zijn nog niet verdeeld"))
                .hasSize(1);

        story.rolesTaken();
        scenario.complete("anouk", "UserTask_OpenTeamChannels", Map.of("place", "Kamer 1"));
        assertThat(story.incident(code).techLead()).isEqualTo("bram");
        assertThat(scenario.task("UserTask_ConfirmExpectedRecovery").getAssignee())
                .as("goes along with the role")
                .isEqualTo("bram");
        assertThat(story.ends(code, "open-team-channels")).containsExactly("EndEvent_TeamChannelsOpen");
    }

    /** everyone finds the room from every task, and no link in it runs anything. */
    @Test
    void whereTheTeamMeetsStandsInEveryTaskOnceItIsOpenAlsoInTasksFromBefore() {
        story.alert(Severity.ONE);
        scenario.complete("anouk", "UserTask_TakeLead", Story.REAL);
        var before = scenario.task("UserTask_AssessImpact").getId();
        assertThat(meet(before))
                .startsWith("[Who does what, and hand a role over](<")
                .endsWith("#roles>)");

        for (var refused : List.of(
                Map.<String, Object>of("chatRoom", "javascript:alert(1)", "place", "Kamer 1"),
                Map.<String, Object>of("chatRoom", "#a", "videoCall", "data:text/html,x"),
                Map.<String, Object>of("chatRoom", "https://", "place", "Kamer 1"),
                Map.<String, Object>of("chatRoom", "https://a b.example", "place", "Kamer 1"))) {
            assertThatThrownBy(() -> scenario.complete("anouk", "UserTask_OpenTeamChannels", refused))
                    .isInstanceOf(InvalidAnswer.class)
                    .hasMessageMatching("(Chat room|Video call): give its name or its address; .*")
                    .extracting(refusal -> ((InvalidAnswer) refusal).field())
                    .isEqualTo(refused.containsKey("videoCall") ? "videoCall" : "chatRoom");
        }
        scenario.complete(
                "anouk",
                "UserTask_OpenTeamChannels",
                Map.of("chatRoom", "#storing-1", "videoCall", "https://bellen.waddenhost.example/1?a=b", "place", ""));

        assertThat(meet(before))
                .contains("Chat room: &#35;storing&#45;1")
                .contains("](<https://bellen.waddenhost.example/1?a=b>)")
                .doesNotContain("Together in");
    }

    private String meet(String task) {
        var view = (Map<?, ?>)
                Objects.requireNonNull(forms.getTaskFormVariables(task).get("view"));
        return String.valueOf(view.get("meet"));
    }

    @Test
    void remindsInTasklistOnlyWhileMailIsOut() {
        var code = story.alert(Severity.ONE);
        scenario.complete("anouk", "UserTask_TakeLead", Story.REAL);
        scenario.complete("anouk", "UserTask_AssessImpact", Story.answers(Map.of("what", "down", "who", "all")));
        scenario.complete("anouk", "UserTask_DecideSeverity", Story.decision("1", "on"));
        story.peopleCome(code);
        scenario.mailGoesOut();
        for (var minute = 0; minute < 25; minute++) {
            scenario.advance(Duration.ofMinutes(1));
            scenario.deliver();
        }

        assertThat(story.walked(code, "open-team-channels")).contains("EndEvent_NotReminded");
        assertThat(story.walked(code, "delegate-roles")).contains("EndEvent_NotReminded");
        assertThat(scenario.tasks("UserTask_GiveRoles")).hasSize(1);
        over(code);
        assertThat(story.ends(code, "open-team-channels")).containsExactly("EndEvent_NotNeeded");
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

    private void revised(IncidentCode code, String severity, String plan) {
        story.revise("anouk", code);
        scenario.complete(
                "anouk",
                "UserTask_AssessImpact",
                Story.answers(
                        plan.equals("on")
                                ? Map.of("what", "down", "who", "most")
                                : Map.of("what", "workaround", "who", "some")));
        scenario.complete(
                "anouk",
                "UserTask_DecideSeverity",
                Map.of("severityChosen", severity, "crisisPlanChosen", plan, "why", "Zo staat het er nu voor."));
    }

    private long instances(IncidentCode code, String process) {
        return scenario.history()
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(code.value())
                .processDefinitionKey(process)
                .count();
    }

    /** Repair is done and the incident is closed, as the phases of others would do it. */
    private void over(IncidentCode code) {
        story.ends("resolve-incident");
        resolveIncident.resolve(code, "anouk");
        closeIncident.close(code, "anouk");
        story.ends("close-incident");
    }
}
