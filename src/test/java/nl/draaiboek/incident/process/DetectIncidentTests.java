package nl.draaiboek.incident.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.everyone.AnswerRollCall;
import nl.draaiboek.everyone.RollCalls;
import nl.draaiboek.incident.IncidentState;
import nl.draaiboek.incident.Milestone;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.MailServer;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** */
@ScenarioTest
class DetectIncidentTests {

    @Autowired
    Scenario scenario;

    private Story story;

    @BeforeEach
    void story(@Autowired AutowireCapableBeanFactory beans) {
        story = beans.createBean(Story.class);
    }

    @Test
    void offersTheLeadToTheIncidentManagersAsSoonAsAnAlertOpenedACandidate() {
        var code = story.alert(Severity.ONE);

        var task = scenario.task("UserTask_TakeLead");
        assertThat(scenario.groups(task)).containsExactly("incidentManagers");
        assertThat(task.getPriority()).isEqualTo(70);
        assertThat(task.getDueDate())
                .isEqualTo(Date.from(scenario.clock().instant().plus(Duration.ofMinutes(5))));
        assertThat(task.getDescription()).contains("Done when");
        assertThat(story.incident(code).state()).isEqualTo(IncidentState.CANDIDATE);
        assertThat(scenario.tasks("UserTask_ConfirmSafe")).isEmpty();
        assertThat(scenario.tasks("UserTask_Reproduce")).isEmpty();
    }

    @Test
    void tellsTheTeamAtOnceEachInTheirOwnLanguage(@Autowired JdbcClient jdbc) {
        Company.serve(jdbc, "webhosting");
        jdbc.sql(
                        "update draaiboek.service set name_nl = 'Websites van klanten', name_en = 'Customer sites' where id = ?")
                .param("webhosting")
                .update();
        var code = story.alert(Severity.ONE);
        scenario.deliver();

        assertThat(story.told())
                .extracting(MailServer.Mail::to)
                .containsExactlyInAnyOrder(
                        "anouk@waddenhost.example",
                        "bram@waddenhost.example",
                        "daan@waddenhost.example",
                        "kehinde@waddenhost.example",
                        "marijke@waddenhost.example");
        assertThat(story.toldTo("anouk@waddenhost.example").get(0).subject())
                .isEqualTo("[" + code + "] Ernst 1 (voorlopig): Datacenter Haarlem onbereikbaar");
        assertThat(story.toldTo("daan@waddenhost.example").get(0).subject())
                .isEqualTo("[" + code + "] Severity 1 (provisional): Datacenter Haarlem onbereikbaar");
        assertThat(story.toldTo("anouk@waddenhost.example").get(0).text()).contains("Diensten: Websites van klanten\n");
        assertThat(story.toldTo("daan@waddenhost.example").get(0).text()).contains("Services: Customer sites\n");
        assertThat(story.ends(code, "alert-team")).containsExactly("EndEvent_TeamTold");
    }

    @Test
    void isDeclaredByWhoTakesTheLeadAndSeesThatItIsReal() {
        var code = story.alert(Severity.ONE);
        scenario.clock().advance(Duration.ofMinutes(3));

        scenario.complete("anouk", "UserTask_TakeLead", Story.REAL);

        assertThat(story.incident(code).state()).isEqualTo(IncidentState.DECLARED);
        assertThat(story.incident(code).lead()).isEqualTo("anouk");
        assertThat(story.incident(code).danger()).isFalse();
        assertThat(story.incident(code).at(Milestone.LED)).contains(Instant.parse("2026-11-21T02:03:00Z"));
        assertThat(story.incident(code).at(Milestone.DECLARED)).contains(Instant.parse("2026-11-21T02:03:00Z"));
        assertThat(story.ends(code, "detect-incident")).containsExactly("EndEvent_Declared");
        assertThat(story.ends(code, "find-lead")).containsExactly("EndEvent_Led");
        assertThat(scenario.tasks("UserTask_TakeLead")).isEmpty();
        assertThat(story.kinds(code)).contains("lead.taken", "danger.answered", "finding.noted", "incident.declared");
    }

    @Test
    void takesTheLightPathWhenMostCustomersNoticeNothing() {
        var code = story.alert(Severity.THREE);

        scenario.complete(
                "anouk", "UserTask_TakeLead", Map.of("danger", "no", "verdict", "real", "mostCustomers", "no"));

        assertThat(story.incident(code).state()).isEqualTo(IncidentState.DECLARED);
        assertThat(story.ends(code, "detect-incident")).containsExactly("EndEvent_Light");
    }

    @Test
    void asksWiderOnceAndTheNextInLineByTheirOwnWaysWhenNobodyLeads() {
        var code = story.alert(Severity.TWO);
        scenario.deliver();
        scenario.advance(Duration.ofMinutes(9));
        assertThat(scenario.groups(scenario.task("UserTask_TakeLead"))).containsExactly("incidentManagers");

        scenario.advance(Duration.ofMinutes(1));
        scenario.deliver();

        assertThat(scenario.groups(scenario.task("UserTask_TakeLead")))
                .containsExactly("incidentManagers", "managers", "responders");
        assertThat(story.toldTo("marijke@waddenhost.example")).hasSize(2);
        assertThat(story.toldTo("marijke@waddenhost.example").get(1).text()).contains("Niemand heeft nog de leiding");

        scenario.advance(Duration.ofMinutes(10));
        scenario.deliver();
        assertThat(story.toldTo("marijke@waddenhost.example"))
                .as("not the same words again")
                .hasSize(2);

        scenario.complete("daan", "UserTask_TakeLead", Story.REAL);
        scenario.advance(Duration.ofMinutes(30));
        scenario.deliver();
        assertThat(story.toldTo("marijke@waddenhost.example"))
                .as("no more once somebody leads")
                .hasSize(2);
        assertThat(story.incident(code).lead()).isEqualTo("daan");
    }

    @Test
    void asksNobodyElseWhileSomebodyHasClaimedTheLeadUntilNothingComesOfIt() {
        var code = story.alert(Severity.TWO);
        scenario.deliver();
        scenario.advance(Duration.ofMinutes(9));
        scenario.claim("anouk", "UserTask_TakeLead");
        scenario.advance(Duration.ofMinutes(9));
        scenario.deliver();
        assertThat(scenario.groups(scenario.task("UserTask_TakeLead"))).containsExactly("incidentManagers");
        assertThat(story.toldTo("marijke@waddenhost.example")).hasSize(1);

        scenario.advance(Duration.ofMinutes(1));
        scenario.deliver();

        assertThat(scenario.groups(scenario.task("UserTask_TakeLead"))).hasSize(3);
        assertThat(story.toldTo("marijke@waddenhost.example")).hasSize(2);
        assertThat(story.incident(code).lead())
                .as("a claim alone leads nothing")
                .isNull();
    }

    @Test
    void leavesSeverityThreeUntilTheOfficeOpens() {
        var code = story.alert(Severity.THREE);
        scenario.deliver();
        scenario.advance(Duration.ofHours(54).minusMinutes(1));
        scenario.deliver();
        assertThat(scenario.mails()).as("Saturday 03:00 to Monday 08:59").isEmpty();
        assertThat(scenario.groups(scenario.task("UserTask_TakeLead"))).containsExactly("incidentManagers");

        scenario.advance(Duration.ofMinutes(1));
        scenario.deliver();

        assertThat(story.told()).hasSize(5);
        assertThat(story.ends(code, "alert-team")).containsExactly("EndEvent_TeamTold");
        scenario.advance(Duration.ofMinutes(60));
        assertThat(scenario.groups(scenario.task("UserTask_TakeLead"))).hasSize(3);
    }

    @Test
    void doesNotTellTheTeamInTheMorningOfWhatWasOverInTheNight() {
        var code = story.alert(Severity.THREE);
        story.alertsClear(code);
        scenario.advance(Duration.ofMinutes(2));
        assertThat(story.incident(code).state()).isEqualTo(IncidentState.REJECTED);
        assertThat(story.ends(code, "alert-team"))
                .as("nothing of it is left standing until Monday")
                .containsExactly("EndEvent_Over");

        scenario.advance(Duration.ofHours(56));
        scenario.deliver();

        assertThat(scenario.mails()).isEmpty();
    }

    @Test
    void closesACandidateThatClearedBeforeAnybodyPickedItUp() {
        var code = story.alert(Severity.TWO);
        story.alertsClear(code);
        scenario.advance(Duration.ofMinutes(4));
        assertThat(story.incident(code).state()).isEqualTo(IncidentState.CANDIDATE);

        scenario.advance(Duration.ofMinutes(1));

        assertThat(story.incident(code).state()).isEqualTo(IncidentState.REJECTED);
        assertThat(story.incident(code).rejectedBecause()).contains("cleared by themselves");
        assertThat(scenario.tasks("UserTask_TakeLead")).isEmpty();
        assertThat(story.ends(code, "find-lead")).containsExactly("EndEvent_Cleared");
        assertThat(story.ends(code, "detect-incident")).containsExactly("EndEvent_Cleared");
        assertThat(story.kinds(code)).contains("incident.cleared").doesNotContain("incident.declared");
    }

    @Test
    void keepsACandidateWhoseAlertFiresAgain() {
        var code = story.alert(Severity.TWO);
        story.alertsClear(code);
        scenario.advance(Duration.ofMinutes(3));
        story.alertFires(code);
        scenario.advance(Duration.ofMinutes(4));

        assertThat(story.incident(code).state()).isEqualTo(IncidentState.CANDIDATE);

        story.alertsClear(code);
        scenario.advance(Duration.ofMinutes(5));
        assertThat(story.incident(code).state()).isEqualTo(IncidentState.REJECTED);
    }

    @Test
    void neverClosesByItselfWhatSomebodyLeadsOrWhereAnyoneMayBeInDanger() {
        var led = story.alert(Severity.TWO);
        scenario.complete("anouk", "UserTask_TakeLead", Story.REAL);
        story.alertsClear(led);
        var smoke = story.danger();
        story.alertsClear(smoke);
        scenario.advance(Duration.ofHours(1));

        assertThat(story.incident(led).state()).isEqualTo(IncidentState.DECLARED);
        assertThat(story.incident(smoke).state()).isEqualTo(IncidentState.CANDIDATE);
    }

    @Test
    void rejectsWithAReasonThatIsKept() {
        var code = story.report(Severity.TWO);
        assertThatThrownBy(() -> scenario.complete("anouk", "UserTask_TakeLead", Map.of("verdict", "rejected")))
                .isInstanceOf(InvalidAnswer.class)
                .hasMessageContaining("why it is no incident");
        assertThat(story.incident(code).lead())
                .as("nothing of a refused answer is kept")
                .isNull();

        scenario.complete(
                "anouk", "UserTask_TakeLead", Map.of("verdict", "rejected", "why", "Wachtwoord was verlopen."));
        scenario.deliver();

        assertThat(story.incident(code).state()).isEqualTo(IncidentState.REJECTED);
        assertThat(story.incident(code).rejectedBecause()).isEqualTo("Wachtwoord was verlopen.");
        assertThat(scenario.mailsTo("fatima@winkel.example")).singleElement().satisfies(mail -> assertThat(mail.text())
                .contains("Wachtwoord was verlopen."));
        assertThat(story.ends(code, "detect-incident")).containsExactly("EndEvent_Rejected");
        // The mail to the team runs beside it and may be the last to end.
        assertThat(story.ends(code, "incident-response")).hasSize(1);
        assertThat(scenario.history()
                        .createHistoricActivityInstanceQuery()
                        .activityId("EndEvent_NoIncident")
                        .count())
                .isEqualTo(1);
        assertThat(scenario.tasks("UserTask_Reproduce")).isEmpty();
    }

    @Test
    void hasAReportReproducedBeforeItIsDeclared() {
        var code = story.report(Severity.TWO);
        scenario.complete("anouk", "UserTask_TakeLead", Map.of("verdict", "reproduce", "mostCustomers", "unknown"));
        assertThat(story.incident(code).state()).isEqualTo(IncidentState.CANDIDATE);
        assertThat(scenario.groups(scenario.task("UserTask_Reproduce")))
                .containsExactly("incidentManagers", "responders");

        scenario.complete(
                "bram", "UserTask_Reproduce", Map.of("reproduced", "yes", "how", "Testmail vanaf 4G komt niet aan."));

        assertThat(story.incident(code).state()).isEqualTo(IncidentState.DECLARED);
        assertThat(story.ends(code, "detect-incident"))
                .as("not known counts as most")
                .containsExactly("EndEvent_Declared");
    }

    @Test
    void closesWhatCannotBeReproduced() {
        var code = story.report(Severity.TWO);
        scenario.complete("anouk", "UserTask_TakeLead", Map.of("verdict", "reproduce"));

        scenario.complete(
                "bram",
                "UserTask_Reproduce",
                Map.of("reproduced", "no", "how", "Drie netwerken geprobeerd, mail komt aan."));
        scenario.deliver();

        assertThat(story.incident(code).state()).isEqualTo(IncidentState.REJECTED);
        assertThat(story.incident(code).rejectedBecause()).startsWith("Drie netwerken");
        assertThat(story.ends(code, "reject-candidate")).containsExactly("EndEvent_Rejected");
    }

    @Test
    void stopsReproducingWhenAnAlertFires() {
        var code = story.report(Severity.TWO);
        scenario.complete("anouk", "UserTask_TakeLead", Map.of("verdict", "reproduce"));

        story.alertFires(code);

        assertThat(scenario.tasks("UserTask_Reproduce")).isEmpty();
        assertThat(story.incident(code).state()).isEqualTo(IncidentState.DECLARED);
        assertThat(story.ends(code, "reproduce-report")).containsExactly("EndEvent_Alerted");
    }

    @Test
    void neverHasAnAlertReproduced() {
        var code = story.alert(Severity.TWO);

        scenario.complete("anouk", "UserTask_TakeLead", Map.of("danger", "no", "verdict", "reproduce"));

        assertThat(scenario.tasks("UserTask_Reproduce")).isEmpty();
        assertThat(story.incident(code).state()).isEqualTo(IncidentState.DECLARED);
    }

    @Test
    void aLeadWhoDoesNotDecideWithoutProofIsNotWaitedFor() {
        var code = story.report(Severity.TWO);
        scenario.complete("anouk", "UserTask_TakeLead", Map.of("verdict", "reproduce"));
        scenario.advance(Duration.ofMinutes(20));
        scenario.advance(Duration.ofMinutes(9));
        assertThat(scenario.task("UserTask_DecideUnproven").getAssignee()).isEqualTo("anouk");

        scenario.advance(Duration.ofMinutes(2));

        var late = scenario.task("UserTask_DecideUnproven");
        assertThat(late.getAssignee()).isNull();
        assertThat(scenario.groups(late)).containsExactly("incidentManagers", "managers");

        scenario.advance(Duration.ofHours(1));
        assertThat(story.record(code))
                .filteredOn(entry -> entry.kind().equals("task.asked-wider"))
                .extracting(entry -> entry.details().get("task"))
                .as("asked wider once")
                .containsOnlyOnce("Decide without proof");
    }

    @Test
    void asksTheLeadWhenNobodyReproducesInTime() {
        var code = story.report(Severity.TWO);
        scenario.complete("anouk", "UserTask_TakeLead", Map.of("verdict", "reproduce"));
        scenario.advance(Duration.ofMinutes(20));

        assertThat(scenario.task("UserTask_DecideUnproven").getAssignee()).isEqualTo("anouk");
        scenario.complete("anouk", "UserTask_DecideUnproven", Map.of("decision", "wait", "why", "Bram is bezig."));
        assertThat(scenario.tasks("UserTask_DecideUnproven")).isEmpty();
        scenario.advance(Duration.ofMinutes(20));

        scenario.complete("anouk", "UserTask_DecideUnproven", Map.of("decision", "real", "why", "Bij twijfel echt."));
        assertThat(story.incident(code).state()).isEqualTo(IncidentState.DECLARED);
        assertThat(scenario.tasks("UserTask_Reproduce")).isEmpty();
        assertThat(story.ends(code, "reproduce-report")).containsExactly("EndEvent_Known");
    }

    @Test
    void goesOnAsAnotherIncidentWhenTheLeadSeesThatItIsTheSame() {
        var first = story.alert(Severity.ONE);
        scenario.complete("anouk", "UserTask_TakeLead", Story.REAL);
        var second = story.report(Severity.TWO);
        var same = new HashMap<String, Object>(Map.of("verdict", "merged"));
        same.put("mergeInto", second.value());
        assertThatThrownBy(() -> scenario.complete("marijke", "UserTask_TakeLead", same))
                .hasMessageContaining("no other running incident");

        same.put("mergeInto", first.value());
        scenario.complete("marijke", "UserTask_TakeLead", same);

        assertThat(story.incident(second).state()).isEqualTo(IncidentState.MERGED);
        assertThat(story.incident(second).mergedInto()).isEqualTo(first);
        assertThat(story.ends(second, "detect-incident")).containsExactly("EndEvent_Merged");
        scenario.deliver();
        assertThat(story.runs(second, "incident-response")).isFalse();
        assertThat(story.runs(first, "incident-response")).isTrue();
    }

    @Test
    void asksWhetherPeopleAreSafeBeforeAnythingElse() {
        var code = story.danger();
        var task = scenario.task("UserTask_ConfirmSafe");
        assertThat(task.getPriority()).isEqualTo(100);
        assertThat(scenario.tasks("UserTask_TakeLead"))
                .as("somebody leads meanwhile")
                .hasSize(1);
        scenario.deliver();
        assertThat(story.toldTo("anouk@waddenhost.example").get(0).subject()).contains("MENSEN IN GEVAAR?");
        assertThat(story.toldTo("anouk@waddenhost.example").get(0).text()).contains("zaal 2, twee monteurs", "112");

        scenario.complete(
                "anouk", "UserTask_ConfirmSafe", Map.of("safe", "yes", "how", "Beide monteurs gesproken, buiten."));

        assertThat(scenario.tasks("UserTask_TakeLead")).hasSize(1);
        assertThat(story.kinds(code)).contains("safety.confirmed");
        scenario.complete("anouk", "UserTask_TakeLead", Map.of("verdict", "real", "mostCustomers", "unknown"));
        assertThat(scenario.tasks("UserTask_ConfirmSafe")).as("not asked twice").isEmpty();
        assertThat(story.incident(code).state()).isEqualTo(IncidentState.DECLARED);
    }

    @Test
    void tellsTheManagersWhenSafetyIsNotConfirmedInTime(
            @Autowired AnswerRollCall answer, @Autowired RollCalls rollCalls) {
        story.danger();
        scenario.deliver();
        var daan = rollCalls.asked(rollCalls.latest(1).get(0).id(), "daan").orElseThrow();
        answer.needsHelp(daan.id(), "daan", "link", "");
        scenario.deliver();
        scenario.advance(Duration.ofMinutes(5));
        scenario.deliver();

        assertThat(scenario.groups(scenario.task("UserTask_ConfirmSafe")))
                .containsExactly("incidentManagers", "managers", "responders");
        assertThat(toldOfDanger("marijke")).hasSize(2);
        assertThat(toldOfDanger("anouk")).as("only the managers again").hasSize(1);

        scenario.advance(Duration.ofMinutes(5));
        scenario.deliver();
        assertThat(toldOfDanger("marijke")).hasSize(3);
        scenario.complete("marijke", "UserTask_ConfirmSafe", Map.of("safe", "services", "how", "Brandweer zoekt."));
        scenario.advance(Duration.ofMinutes(5));
        scenario.deliver();
        assertThat(toldOfDanger("marijke")).hasSize(3);
    }

    /** Beside what somebody hears because nobody leads yet. */
    private List<MailServer.Mail> toldOfDanger(String person) {
        return story.toldTo(person + "@waddenhost.example").stream()
                .filter(mail -> mail.subject().contains("MENSEN IN GEVAAR")
                        && !mail.text().contains("Niemand heeft nog de leiding"))
                .toList();
    }

    @Test
    void seesToSafetyAtOnceWhenTheLeadFindsThatAnyoneMayBeInDanger() {
        var code = story.alert(Severity.ONE);
        assertThatThrownBy(() -> scenario.complete(
                        "anouk",
                        "UserTask_TakeLead",
                        Map.of("danger", "yes", "verdict", "real", "mostCustomers", "yes")))
                .hasMessageContaining("where");

        scenario.complete(
                "anouk",
                "UserTask_TakeLead",
                Map.of("danger", "yes", "dangerWhere", "zaal 1", "verdict", "real", "mostCustomers", "yes"));

        assertThat(story.incident(code).state())
                .as("nothing but restoring waits for it")
                .isEqualTo(IncidentState.DECLARED);
        scenario.complete("anouk", "UserTask_ConfirmSafe", Map.of("safe", "false", "how", "Niemand was binnen."));
        assertThat(story.ends(code, "confirm-safety")).containsExactly("EndEvent_Safe");
    }

    @Test
    void hasSomebodyCallTheTeamWhenMailIsOut() {
        var code = story.alert(Severity.ONE);
        scenario.mailGoesOut();
        for (var minute = 0; minute < 12 && scenario.tasks("UserTask_CallTeam").isEmpty(); minute++) {
            scenario.deliver();
            scenario.clock().advance(Duration.ofMinutes(1));
        }

        var task = scenario.task("UserTask_CallTeam");
        assertThat(scenario.groups(task)).contains("incidentManagers", "serviceDesk");
        assertThat(scenario.taskService().getVariables(task.getId()).toString())
                .as("no phone numbers in variables")
                .contains("Anouk de Vries")
                .doesNotContain("06-");
        scenario.advance(Duration.ofMinutes(6));
        assertThat(scenario.groups(scenario.task("UserTask_CallTeam"))).contains("responders");

        scenario.complete("emma", "UserTask_CallTeam", Map.of("reached", "Anouk en Bram"));

        assertThat(story.ends(code, "alert-team")).contains("EndEvent_TeamTold");
        assertThat(story.kinds(code)).contains("people.called");
    }
}
