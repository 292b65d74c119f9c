package nl.draaiboek.incident.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.incident.Assessments;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Milestone;
import nl.draaiboek.incident.RecordEntry;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

/** */
@ScenarioTest
class AssessImpactTests {

    @Autowired
    Scenario scenario;

    private Story story;

    @BeforeEach
    void story(@Autowired AutowireCapableBeanFactory beans) {
        story = beans.createBean(Story.class);
    }

    @Autowired
    Assessments assessments;

    @Test
    void proposesSeverityAndCrisisPlanWithTheirReasons() {
        var code = story.led(Severity.TWO);
        scenario.clock().advance(Duration.ofMinutes(7));

        scenario.complete("anouk", "UserTask_AssessImpact", Story.answers(Map.of("what", "down", "who", "all")));

        var shown = scenario.taskService()
                .getVariables(scenario.task("UserTask_DecideSeverity").getId());
        assertThat(shown)
                .containsEntry("proposedSeverity", 1)
                .containsEntry("severityRule", "1e")
                .containsEntry("severityBecause", "A customer-facing service is down for all")
                .containsEntry("proposedPlan", true)
                .containsEntry("planRule", "A")
                .containsEntry("severityChosen", "1")
                .containsEntry("crisisPlanChosen", "on");
        assertThat(String.valueOf(shown.get("nextStep"))).startsWith("Call responders");
        assertThat(story.incident(code).severity()).as("nothing is decided yet").isNull();

        assertThat(story.record(code).stream()
                        .filter(entry -> entry.kind().equals("decision.made"))
                        .map(entry -> String.valueOf(entry.details().get("rule"))))
                .as("the rules that fired, by the name that the table gives them")
                .contains("1e", "A")
                .doesNotContain("1");

        scenario.complete("anouk", "UserTask_DecideSeverity", Story.decision("1", "on"));

        var incident = story.incident(code);
        assertThat(incident.severity()).isEqualTo(Severity.ONE);
        assertThat(incident.crisisPlan()).isTrue();
        assertThat(incident.at(Milestone.ASSESSED)).contains(Instant.parse("2026-11-21T02:07:00Z"));
        assertThat(incident.at(Milestone.IMPACT)).contains(Instant.parse("2026-11-21T01:40:00Z"));
        assertThat(incident.services()).containsExactly("mail", "webhosting");
        assertThat(story.runs(code, "crisis-communication")).isTrue();
        assertThat(story.runs(code, "escalate")).isTrue();
        assertThat(entry(code, "severity.decided").details())
                .containsEntry("rule", "1e")
                .containsEntry("crisisPlanRule", "A")
                .containsEntry("why", "");
    }

    @Test
    void takesTheHigherWhenInDoubt() {
        story.led(Severity.THREE);

        scenario.complete(
                "anouk",
                "UserTask_AssessImpact",
                Story.answers(Map.of("what", "unknown", "who", "unknown", "cause", "other")));

        assertThat(scenario.taskService()
                        .getVariables(scenario.task("UserTask_DecideSeverity").getId()))
                .containsEntry("proposedSeverity", 1)
                .containsEntry("severityRule", "1g")
                .containsEntry("planRule", "C");
    }

    @Test
    void letsTheLeadDecideOtherwiseOnlyWithAReason() {
        var code = story.led(Severity.TWO);
        scenario.complete("anouk", "UserTask_AssessImpact", Story.answers(Map.of("what", "down", "who", "some")));

        assertThatThrownBy(() -> scenario.complete("anouk", "UserTask_DecideSeverity", Story.decision("3", "off")))
                .isInstanceOf(InvalidAnswer.class)
                .hasMessage("You decide otherwise than proposed: say why.");
        assertThat(story.incident(code).severity()).isNull();

        scenario.complete(
                "anouk",
                "UserTask_DecideSeverity",
                Map.of("severityChosen", "3", "crisisPlanChosen", "off", "why", "Alleen een testomgeving."));

        assertThat(story.incident(code).severity()).isEqualTo(Severity.THREE);
        assertThat(entry(code, "severity.decided").details())
                .containsEntry("proposed", 2)
                .containsEntry("severity", 3)
                .containsEntry("why", "Alleen een testomgeving.");
    }

    @Test
    void runsTheLightPathWithoutPhaseFourAndWithoutCalls() {
        var code = story.light();

        assertThat(story.incident(code).crisisPlan()).isFalse();
        assertThat(story.runs(code, "crisis-communication")).isFalse();
        assertThat(scenario.tasks("UserTask_CallResponders"))
                .as("who is called waits for the plan to be switched on")
                .isEmpty();
        assertThat(scenario.tasks("UserTask_GiveRoles")).isEmpty();
        assertThat(story.runs(code, "resolve-incident")).isTrue();
    }

    @Test
    void bringsPhaseFourInWhenARevisionSwitchesTheCrisisPlanOn() {
        var code = story.light();

        story.revise("daan", code);
        assertThat(scenario.task("UserTask_AssessImpact").getAssignee()).isEqualTo("daan");
        assertThat(scenario.taskService()
                        .getVariables(scenario.task("UserTask_AssessImpact").getId()))
                .as("filled in as it was")
                .containsEntry("what", "workaround")
                .containsEntry("who", "some")
                .containsEntry("supportCases", 4)
                .containsEntry("impactAt", "2026-11-21T02:40+01:00");
        scenario.complete("daan", "UserTask_AssessImpact", Story.answers(Map.of("what", "down", "who", "most")));
        assertThat(scenario.task("UserTask_DecideSeverity").getAssignee())
                .as("Daan may not decide, the lead does")
                .isEqualTo("anouk");
        scenario.complete("anouk", "UserTask_DecideSeverity", Story.decision("1", "on"));

        assertThat(story.incident(code).severity()).isEqualTo(Severity.ONE);
        assertThat(story.runs(code, "crisis-communication")).isTrue();
        assertThat(story.ends(code, "revise-incident")).containsExactly("EndEvent_Revised");
    }

    @Test
    void movesOpenTasksWithTheSeverity() {
        var code = story.crisis();
        assertThat(scenario.task("UserTask_StrengthenServiceDesk").getPriority())
                .isEqualTo(70);
        var theory = scenario.task("UserTask_FormTheory").getPriority();

        story.revise("anouk", code);
        scenario.complete("anouk", "UserTask_AssessImpact", Story.answers(Map.of("what", "down", "who", "some")));
        scenario.complete(
                "anouk",
                "UserTask_DecideSeverity",
                Map.of("severityChosen", "2", "crisisPlanChosen", "on", "why", "De helft nog."));

        assertThat(scenario.task("UserTask_StrengthenServiceDesk").getPriority())
                .isEqualTo(60);
        assertThat(scenario.task("UserTask_FormTheory").getPriority())
                .as("the repair too")
                .isEqualTo(theory - 10);
    }

    @Test
    void leavesSeverityToWhoMayDecideIt() {
        var code = story.light();
        story.revise("daan", code);
        scenario.complete("daan", "UserTask_AssessImpact", Story.answers(Map.of("what", "down", "who", "most")));

        assertThatThrownBy(() -> scenario.complete("daan", "UserTask_DecideSeverity", Story.decision("1", "on")))
                .hasMessageContaining("decided by who leads");
        assertThat(story.incident(code).severity()).isEqualTo(Severity.THREE);
    }

    @Test
    void wakesTheTeamWhenTheSeverityGoesUpInTheNight() {
        var code = story.alert(Severity.THREE);
        scenario.deliver();
        assertThat(scenario.mails()).isEmpty();

        story.revise("anouk", code);
        scenario.complete("anouk", "UserTask_AssessImpact", Story.answers(Map.of("what", "down", "who", "all")));
        scenario.complete("anouk", "UserTask_DecideSeverity", Story.decision("1", "on"));
        scenario.deliver();

        assertThat(scenario.mails()).as("at once, not on Monday").hasSizeGreaterThanOrEqualTo(5);
        scenario.advance(Duration.ofMinutes(5));
        assertThat(scenario.groups(scenario.task("UserTask_TakeLead")))
                .as("asked wider by the new severity")
                .contains("managers", "responders");
    }

    @Test
    void forgetsARevisionThatSomebodyStartedAndLeft() {
        var code = story.light();
        story.start("daan", "revise-incident");
        scenario.advance(Duration.ofHours(4));

        assertThat(scenario.tasks("UserTask_ChooseIncident")).isEmpty();
        assertThat(story.incident(code).severity()).isEqualTo(Severity.THREE);
    }

    @Test
    void sendsAQuestionOnToAColleagueAndShowsTheAnswer() {
        var code = story.led(Severity.TWO);
        scenario.complete(
                "anouk",
                "UserTask_AssessImpact",
                Story.answers(Map.of("next", "ask", "askWhom", "emma", "question", "Hoeveel *meldingen* zijn er?")));

        assertThat(scenario.task("UserTask_Answer").getAssignee()).isEqualTo("emma");
        assertThat(scenario.task("UserTask_AssessImpact").getAssignee()).isEqualTo("anouk");
        assertThat(scenario.taskService()
                        .getVariable(scenario.task("UserTask_Answer").getId(), "questionText")
                        .toString())
                .doesNotContain("*meldingen*");
        scenario.complete("emma", "UserTask_Answer", Map.of("answer", "Al 37, vooral mail."));

        assertThat(scenario.taskService()
                        .getVariable(scenario.task("UserTask_AssessImpact").getId(), "answers")
                        .toString())
                .contains("Emma Visser", "Al 37, vooral mail.");
        assertThat(story.kinds(code)).contains("question.asked", "question.answered");
    }

    @Test
    void doesNotWaitForAnAnswer() {
        var code = story.led(Severity.TWO);
        scenario.complete(
                "anouk",
                "UserTask_AssessImpact",
                Story.answers(Map.of("next", "ask", "askWhom", "emma", "question", "Hoeveel?")));
        scenario.advance(Duration.ofMinutes(10));
        assertThat(scenario.tasks("UserTask_Answer"))
                .as("taken away when it is too late")
                .isEmpty();
        scenario.complete(
                "anouk",
                "UserTask_AssessImpact",
                Story.answers(Map.of("next", "ask", "askWhom", "bram", "question", "Sinds wanneer?")));

        scenario.complete("anouk", "UserTask_AssessImpact", Story.answers(Map.of("what", "core", "who", "some")));
        scenario.complete("anouk", "UserTask_DecideSeverity", Story.decision("2", "off"));

        assertThat(scenario.tasks("UserTask_Answer")).isEmpty();
        assertThat(story.ends(code, "assess-impact")).containsExactly("EndEvent_Assessed");
    }

    @Test
    void asksWhyWhenNobodyAssessesOrDecidesInTime() {
        var code = story.led(Severity.ONE);
        scenario.advance(Duration.ofMinutes(15));
        assertThat(scenario.groups(scenario.task("UserTask_SeeWhyLate"))).contains("incidentManagers", "managers");
        scenario.complete("marijke", "UserTask_SeeWhyLate", Map.of("found", "Anouk zat in de auto, is nu bezig."));
        scenario.complete("anouk", "UserTask_AssessImpact", Story.answers(Map.of("what", "down", "who", "all")));
        scenario.advance(Duration.ofMinutes(5));
        scenario.complete("marijke", "UserTask_SeeWhyUndecided", Map.of("found", "Anouk besluit nu."));

        scenario.complete("anouk", "UserTask_DecideSeverity", Story.decision("1", "on"));

        assertThat(story.incident(code).severity()).isEqualTo(Severity.ONE);
        assertThat(story.ends(code, "assess-impact")).containsExactly("EndEvent_Assessed");
    }

    @Test
    void refusesATimeInTheFutureAndAnythingThatIsNoAnswer() {
        story.led(Severity.TWO);

        assertThatThrownBy(() -> scenario.complete(
                        "anouk", "UserTask_AssessImpact", Story.answers(Map.of("impactAt", "2026-11-21T04:00+01:00"))))
                .hasMessageContaining("future");
        assertThatThrownBy(() -> scenario.complete(
                        "anouk", "UserTask_AssessImpact", Story.answers(Map.of("what", "'; drop table"))))
                .hasMessageContaining("what customers meet");
        assertThatThrownBy(() -> scenario.complete(
                        "anouk", "UserTask_AssessImpact", Story.answers(Map.of("whatTheySee", "x".repeat(501)))))
                .hasMessageContaining("at most 500");
        assertThat(scenario.tasks("UserTask_DecideSeverity")).isEmpty();
    }

    @Test
    void keepsTheTextsInTablesAndOutOfTheProcess() {
        var code = story.led(Severity.TWO);
        scenario.complete(
                "anouk",
                "UserTask_AssessImpact",
                Story.answers(Map.of("whatTheySee", "Websites laden niet <b>🙈</b>")));

        assertThat(assessments.latest(code).orElseThrow().whatTheySee()).isEqualTo("Websites laden niet <b>🙈</b>");
        assertThat(scenario.runtime()
                        .createVariableInstanceQuery()
                        .variableName("whatTheySee")
                        .list())
                .isEmpty();
    }

    @Test
    void givesTheLeadAndItsTasksToWhoTakesOver() {
        var code = story.led(Severity.ONE);
        story.start("marijke", "take-over-lead");
        scenario.complete(
                "marijke", "UserTask_TakeOver", Map.of("chosen", code.value(), "why", "Anouk heeft geen bereik."));

        assertThat(story.incident(code).lead()).isEqualTo("marijke");
        assertThat(scenario.task("UserTask_AssessImpact").getAssignee()).isEqualTo("marijke");
        assertThat(entry(code, "lead.taken-over").details()).containsEntry("from", "anouk");
        scenario.deliver();
        assertThat(story.toldTo("anouk@waddenhost.example"))
                .anySatisfy(mail -> assertThat(mail.text()).contains("Leiding: Marijke van den Berg"))
                .anySatisfy(mail -> assertThat(mail.text()).contains("Anouk heeft geen bereik."));
        assertThat(story.ends(code, "take-over-lead")).containsExactly("EndEvent_TakenOver");
    }

    @Test
    void whoIsRelievedAtNightOfSomethingSmallHearsItAtOnce() {
        var code = story.led(Severity.THREE);
        scenario.deliver();
        var before = story.toldTo("anouk@waddenhost.example").size();
        story.start("marijke", "take-over-lead");
        scenario.complete("marijke", "UserTask_TakeOver", Map.of("chosen", code.value(), "why", "Ik ben er nu."));
        scenario.deliver();

        assertThat(story.toldTo("anouk@waddenhost.example"))
                .as("the team waits for the office, who led does not")
                .hasSize(before + 1)
                .last()
                .satisfies(mail -> assertThat(mail.text()).contains("Marijke van den Berg", "Ik ben er nu."));
        assertThat(story.toldTo("bram@waddenhost.example"))
                .noneMatch(mail -> mail.text().contains("Ik ben er nu."));
    }

    @Test
    void forgetsATakeOverThatSomebodyStartedAndLeft() {
        var code = story.led(Severity.ONE);
        story.start("marijke", "take-over-lead");
        scenario.advance(Duration.ofHours(4));

        assertThat(scenario.tasks("UserTask_TakeOver")).isEmpty();
        assertThat(story.incident(code).lead()).isEqualTo("anouk");
    }

    private RecordEntry entry(IncidentCode code, String kind) {
        return story.record(code).stream()
                .filter(entry -> entry.kind().equals(kind))
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
