package nl.draaiboek.review.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.incident.ClosingFacts;
import nl.draaiboek.incident.GatherClosingFacts;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.IncidentState;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Milestone;
import nl.draaiboek.incident.PublicState;
import nl.draaiboek.incident.RecordEntry;
import nl.draaiboek.recovery.Remedies;
import nl.draaiboek.recovery.Remedy;
import nl.draaiboek.review.FollowUp;
import nl.draaiboek.review.FollowUps;
import nl.draaiboek.support.RunningIncident;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import nl.draaiboek.support.Walked;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.spin.Spin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** */
@ScenarioTest
class CloseIncidentTests {

    private static final Walked WALKED = new Walked();

    @Autowired
    Scenario scenario;

    @Autowired
    FormService forms;

    @Autowired
    Incidents incidents;

    @Autowired
    GatherClosingFacts closingFacts;

    @Autowired
    Remedies remedies;

    @Autowired
    FollowUps followUps;

    @Autowired
    IncidentRecord record;

    @Autowired
    JdbcClient jdbc;

    private IncidentCode code = new IncidentCode("INC-2026-0000");

    @AfterEach
    void note(@Autowired RepositoryService repository) {
        WALKED.note(scenario, repository);
    }

    @AfterAll
    static void everyStepWasWalked() {
        assertThat(WALKED.missing("close-incident")).isEmpty();
    }

    @Test
    void endsTheEmergencyOnceSomebodySaysThatTheImpactHasEnded() {
        closing(true);
        scenario.advance(Duration.ofMinutes(20));
        answer("yes");
        assertThat(incident().state()).isEqualTo(IncidentState.DECLARED);

        figures();

        assertThat(incident().state()).isEqualTo(IncidentState.RESOLVED);
        assertThat(incident().publicState()).isEqualTo(PublicState.RESOLVED);
        assertThat(incident().at(Milestone.RESOLVED)).contains(scenario.clock().instant());
        assertThat(closingFacts.of(code))
                .contains(new ClosingFacts(
                        12, ClosingFacts.DataLost.NO, "", "", "Een zekering viel uit.", "A breaker tripped."));
        assertThat(scenario.tasks("UserTask_GatherFigures")).isEmpty();
        scenario.deliver();
        assertThat(scenario.mails())
                .as("the crisis communication mails, not this")
                .isEmpty();

        scenario.complete("anouk", "UserTask_ListWhatRemains", Map.of());
        assertThat(incident().state()).isEqualTo(IncidentState.CLOSED);
        assertThat(scenario.jobs()).isEmpty();
        assertThat(scenario.taskService().createTaskQuery().list()).isEmpty();
        assertThat(scenario.runtime().createProcessInstanceQuery().list()).isEmpty();
        assertThat(kinds())
                .containsSubsequence(
                        "impact-ended.answered", "closing-facts.gathered", "incident.resolved", "incident.closed");
    }

    @Test
    void solvesFurtherWhileTheImpactGoesOn() {
        closing(true);

        assertThatThrownBy(() -> answer("no"))
                .isInstanceOf(InvalidAnswer.class)
                .hasMessageContaining("what still hurts or threatens");
        scenario.complete(
                "anouk",
                "UserTask_ConfirmImpactEnded",
                Map.of("answer", "no", "answerWhy", "The disk fills up again by noon"));

        assertThat(incident().state()).isEqualTo(IncidentState.DECLARED);
        assertThat(scenario.task("UserTask_FormTheory")).isNotNull();
        assertThat(scenario.tasks("UserTask_GatherFigures")).isEmpty();
        assertThat(kinds()).doesNotContain("incident.resolved");
        solved();
        assertThat(scenario.task("UserTask_ConfirmImpactEnded")).isNotNull();
    }

    @Test
    void asksWiderWhenNobodyAnswersButNeverAnswersItself() {
        closing(true);
        scenario.advance(Duration.ofMinutes(29));
        assertThat(scenario.task("UserTask_ConfirmImpactEnded").getAssignee()).isEqualTo("anouk");

        scenario.advance(Duration.ofMinutes(1));

        var task = scenario.task("UserTask_ConfirmImpactEnded");
        assertThat(task.getAssignee()).isNull();
        assertThat(scenario.groups(task)).containsExactly("incidentManagers", "managers");
        scenario.advance(Duration.ofDays(2));
        assertThat(incident().state()).isEqualTo(IncidentState.DECLARED);
    }

    @Test
    void goesOnWithWhatIsKnownWhenFiguresAreOverdue() {
        closing(true);
        answer("yes");
        scenario.advance(Duration.ofMinutes(14));
        assertThat(incident().state()).isEqualTo(IncidentState.DECLARED);

        scenario.advance(Duration.ofMinutes(1));

        assertThat(incident().state()).isEqualTo(IncidentState.RESOLVED);
        assertThat(closingFacts.of(code)).isEmpty();
        assertThat(last("incident.resolved").actor()).isEqualTo("anouk");
    }

    @Test
    void refusesFiguresThatCannotBe() {
        closing(true);
        answer("yes");

        assertThatThrownBy(() -> scenario.complete(
                        "anouk",
                        "UserTask_GatherFigures",
                        Map.of("supportCases", -1, "dataLost", "NO", "summaryNl", "Ja", "summaryEn", "Yes")))
                .isInstanceOf(InvalidAnswer.class)
                .hasMessageContaining("whole number");
        assertThatThrownBy(() -> scenario.complete(
                        "anouk",
                        "UserTask_GatherFigures",
                        Map.of("dataLost", "YES", "summaryNl", "Ja", "summaryEn", "Yes")))
                .isInstanceOf(InvalidAnswer.class)
                .hasMessageContaining("what data was lost");
        assertThat(incident().state()).isEqualTo(IncidentState.DECLARED);
        assertThat(closingFacts.of(code)).isEmpty();
    }

    @Test
    void mailsTheTeamItselfOnTheLightPath() {
        closing(false);
        scenario.advance(Duration.ofMinutes(95));
        answer("yes");
        figures();
        scenario.deliver();

        var mail = scenario.mailsTo("anouk@waddenhost.example").get(0);
        assertThat(mail.subject()).contains(code.value()).contains("Opgelost");
        assertThat(mail.text())
                .contains("Hierna volgt niets meer")
                .contains("1 uur 45 minuten")
                .contains("Meldingen bij de servicedesk: 12")
                .contains("Een zekering viel uit.")
                .contains("geen gegevens verloren")
                .doesNotContain("{{")
                .doesNotContain("nog niet");
        assertThat(scenario.mailsTo("daan@waddenhost.example").get(0).text())
                .contains("Nothing more follows")
                .contains("No data was lost.");
        assertThat(scenario.mailsTo("joost@waddenhost.example")).isEmpty();
        assertThat(scenario.tasks("UserTask_TellTeam")).isEmpty();
        scenario.complete("anouk", "UserTask_ListWhatRemains", Map.of());
        assertThat(incident().state()).isEqualTo(IncidentState.CLOSED);
    }

    @Test
    void hasTheTeamToldByHandWhenMailIsOut() {
        closing(false);
        scenario.mailGoesOut();
        answer("yes");
        figures();
        for (var minute = 0; minute < 20 && scenario.tasks("UserTask_TellTeam").isEmpty(); minute++) {
            scenario.deliver();
            scenario.clock().advance(Duration.ofMinutes(1));
        }

        assertThat(scenario.taskService()
                        .getVariable(scenario.task("UserTask_TellTeam").getId(), "closingWords"))
                .asString()
                .contains("nothing more follows");
        assertThat(incident().state()).isEqualTo(IncidentState.RESOLVED);
        scenario.complete("anouk", "UserTask_TellTeam", Map.of());
        scenario.complete("anouk", "UserTask_ListWhatRemains", Map.of());
        assertThat(incident().state()).isEqualTo(IncidentState.CLOSED);
    }

    @Test
    void doesNotListWhatTheEndOfTheEmergencyTookAway() {
        closing(true);
        scenario.runtime()
                .startProcessInstanceByKey("strengthen-service-desk", code.value(), Map.of("incident", code.value()));
        answer("yes");
        figures();

        var list = scenario.task("UserTask_ListWhatRemains").getId();
        assertThat(scenario.tasks("UserTask_StrengthenServiceDesk")).isEmpty();
        assertThat(String.valueOf(forms.getTaskFormVariables(list).get("openTasks")))
                .doesNotContain("Strengthen service desk");
    }

    @Test
    void listsWhatRemainsWithOwners() {
        closing(true);
        remedies.applied(code, Remedy.Kind.FAIL_OVER, "Runs in the cloud", "bram");
        answer("yes");
        figures();

        var task = scenario.task("UserTask_ListWhatRemains").getId();
        assertThat(scenario.taskService().getVariable(task, "toPrimary"))
                .asString()
                .contains("Fail over");
        assertThatThrownBy(() -> scenario.complete("anouk", "UserTask_ListWhatRemains", Map.of()))
                .isInstanceOf(InvalidAnswer.class)
                .hasMessageContaining("back to the primary systems");
        assertThatThrownBy(() -> remaining("[{\"action\":\"Back\",\"owner\":\"nobody\",\"due\":\"2026-12-01\"}]"))
                .isInstanceOf(InvalidAnswer.class)
                .hasMessage("Row 1: pick an owner from the list.");
        assertThatThrownBy(() -> remaining("[{\"action\":\"Back\",\"owner\":\"bram\",\"due\":\"2026-11-20\"}]"))
                .isInstanceOf(InvalidAnswer.class)
                .hasMessageContaining("has passed");
        assertThat(followUps.of(code)).isEmpty();

        remaining(
                """
                [{"action":"Back to the primary systems","owner":"bram","due":"2026-12-01"},{},
                 {"action":"Call back the bakery","owner":"emma","due":"2026-11-23"}]""");

        assertThat(followUps.of(code)).extracting(FollowUp::owner).containsExactly("bram", "emma");
        assertThat(followUps.of(code)).extracting(FollowUp::state).containsOnly(FollowUp.State.OPEN);
        assertThat(incident().state()).isEqualTo(IncidentState.CLOSED);
    }

    @Test
    void closesWithoutTheListWhenItIsOverdue() {
        closing(true);
        answer("yes");
        figures();
        scenario.advance(Duration.ofDays(1));
        assertThat(incident().state()).isEqualTo(IncidentState.RESOLVED);

        scenario.advance(Duration.ofDays(3));

        assertThat(incident().state()).isEqualTo(IncidentState.CLOSED);
        assertThat(scenario.tasks("UserTask_ListWhatRemains")).isEmpty();
    }

    private void closing(boolean crisisPlan) {
        code = RunningIncident.declared(scenario, jdbc, 1, crisisPlan);
        scenario.runtime().startProcessInstanceByKey("close-incident", code.value(), Map.of("incident", code.value()));
        scenario.settle();
    }

    private void answer(String answer) {
        scenario.complete("anouk", "UserTask_ConfirmImpactEnded", Map.of("answer", answer));
    }

    private void figures() {
        scenario.complete(
                "anouk",
                "UserTask_GatherFigures",
                Map.of(
                        "supportCases", 12L,
                        "dataLost", "NO",
                        "summaryNl", "Een zekering viel uit.",
                        "summaryEn", "A breaker tripped."));
    }

    private void remaining(String rows) {
        scenario.complete("anouk", "UserTask_ListWhatRemains", Map.of("remaining", Spin.JSON(rows)));
    }

    private void solved() {
        scenario.complete("bram", "UserTask_FormTheory", Map.of("theory", "Logs fill it", "experiment", "Look"));
        scenario.complete("bram", "UserTask_RunExperiment", Map.of("experimentOutcome", "PROVED", "finding", "Yes"));
        scenario.complete("bram", "UserTask_ApplyRemedy", Map.of("remedy", "CONFIGURATION", "remedyDone", "Rotated"));
        scenario.complete(
                "bram", "UserTask_ConfirmDataIntact", Map.of("integrity", "intact", "integrityFinding", "Counted"));
        scenario.complete("bram", "UserTask_OpenService", Map.of("opened", "All"));
        scenario.complete("bram", "UserTask_TestService", Map.of("verdict", "passed", "testNotes", "Nobody to ask"));
        scenario.advance(Duration.ofMinutes(31));
    }

    private Incident incident() {
        return incidents.get(code);
    }

    private List<String> kinds() {
        return record.of(code).stream().map(RecordEntry::kind).toList();
    }

    private RecordEntry last(String kind) {
        return record.of(code).stream()
                .filter(entry -> entry.kind().equals(kind))
                .reduce((first, later) -> later)
                .orElseThrow();
    }
}
