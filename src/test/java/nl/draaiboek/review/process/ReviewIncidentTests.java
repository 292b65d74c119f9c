package nl.draaiboek.review.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.review.FollowUp;
import nl.draaiboek.review.FollowUps;
import nl.draaiboek.review.Review;
import nl.draaiboek.review.Reviews;
import nl.draaiboek.support.MailServer;
import nl.draaiboek.support.RunningIncident;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import nl.draaiboek.support.Walked;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.spin.Spin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** */
@ScenarioTest
class ReviewIncidentTests {

    private static final Walked WALKED = new Walked();

    @Autowired
    Scenario scenario;

    @Autowired
    Reviews reviews;

    @Autowired
    FollowUps followUps;

    @Autowired
    JdbcClient jdbc;

    private IncidentCode code;

    @BeforeEach
    void reviewing() {
        code = RunningIncident.declared(scenario, jdbc, 1, true);
        followUps.agree(
                code,
                new FollowUp.Agreed("Call back the bakery", "emma", LocalDate.of(2026, 11, 30), ""),
                true,
                "anouk");
        scenario.runtime().startProcessInstanceByKey("review-incident", code.value(), Map.of("incident", code.value()));
        scenario.settle();
    }

    @AfterEach
    void note(@Autowired RepositoryService repository) {
        WALKED.note(scenario, repository);
    }

    @AfterAll
    static void everyStepWasWalked() {
        assertThat(WALKED.missing("review-incident")).isEmpty();
        assertThat(WALKED.missing("follow-up-action")).isEmpty();
    }

    @Test
    void followsWhatRemainedAtOnceAndMailsItsOwner() {
        scenario.deliver();

        assertThat(scenario.tasks("UserTask_DoAction"))
                .extracting(task -> task.getAssignee())
                .containsExactly("emma");
        assertThat(scenario.mails()).extracting(MailServer.Mail::to).containsExactly("emma@waddenhost.example");
        assertThat(scenario.mails().get(0).subject()).isEqualTo("[" + code + "] Taak voor jou: Do follow-up action");
        assertThat(scenario.mails().get(0).text())
                .contains("Call back the bakery", "Graag voor: ", "/incidents/" + code + "/tasks");

        report("emma", Map.of("actionOutcome", "done", "result", "Called"));
        prepared();
        shared();
        assertThat(scenario.tasks("UserTask_DoAction"))
                .as("what remained is not asked for twice")
                .extracting(task -> task.getAssignee())
                .containsExactly("farid");
    }

    @Test
    void followsEveryActionToItsEndAndSaysWhichVersionChangedThePlan() {
        prepared();
        shared();

        assertThat(reviews.of(code)).contains(new Review("Breaker B4", "The phone tree", "Label the breakers"));
        assertThat(scenario.tasks("UserTask_DoAction"))
                .extracting(task -> task.getAssignee())
                .containsExactlyInAnyOrder("emma", "farid");
        assertThatThrownBy(() -> report("farid", Map.of("actionOutcome", "done", "result", "Changed")))
                .isInstanceOf(InvalidAnswer.class)
                .hasMessageContaining("which version");

        report("farid", Map.of("actionOutcome", "done", "result", "Changed", "planVersion", "assess-impact 4"));
        assertThat(scenario.runtime().createProcessInstanceQuery().count()).isPositive();
        report("emma", Map.of("actionOutcome", "dropped", "result", "They called themselves"));

        assertThat(scenario.runtime().createProcessInstanceQuery().list()).isEmpty();
        assertThat(scenario.jobs()).isEmpty();
        assertThat(followUps.of(code))
                .extracting(FollowUp::state)
                .containsExactly(FollowUp.State.DROPPED, FollowUp.State.DONE);
        assertThat(followUps.of(code).get(1).planVersion()).isEqualTo("assess-impact 4");
    }

    @Test
    void remindsOfAReviewThatIsOverdueButKeepsItOpen() {
        scenario.advance(Duration.ofHours(71));
        assertThat(scenario.tasks("UserTask_SeeReviewHeld")).isEmpty();
        scenario.advance(Duration.ofHours(1));

        assertThat(scenario.groups(scenario.task("UserTask_SeeReviewHeld")))
                .containsExactly("managers", "processOwners");
        assertThat(scenario.task("UserTask_PrepareReview")).isNotNull();
        scenario.complete("marijke", "UserTask_SeeReviewHeld", Map.of());
        prepared();
        scenario.advance(Duration.ofDays(3));
        assertThat(scenario.task("UserTask_SeeReviewHeld")).isNotNull();
        assertThat(scenario.task("UserTask_ShareReview")).isNotNull();
    }

    @Test
    void asksTheOwnerOfAnActionThatIsDueAndTakesANewDate() {
        prepared();
        shared();
        scenario.clock().set(java.time.Instant.parse("2026-11-30T16:29:00Z"));
        scenario.settle();
        assertThat(scenario.tasks("UserTask_AskOwner")).isEmpty();

        scenario.advance(Duration.ofMinutes(1));
        assertThat(scenario.tasks("UserTask_AskOwner")).hasSize(1);
        assertThat(scenario.tasks("UserTask_DoAction")).hasSize(2);
        scenario.complete("farid", "UserTask_AskOwner", Map.of());

        assertThatThrownBy(() ->
                        report("emma", Map.of("actionOutcome", "extended", "result", "Ill", "newDate", "2026-11-29")))
                .isInstanceOf(InvalidAnswer.class);
        report(
                "emma",
                Map.of("actionOutcome", "extended", "result", "Ill", "newDate", "2026-12-07", "newOwner", "daan"));

        var action = followUps.of(code).get(0);
        assertThat(action.due()).isEqualTo("2026-12-07");
        assertThat(action.owner()).isEqualTo("daan");
        assertThat(action.state()).isEqualTo(FollowUp.State.OPEN);
        assertThat(scenario.taskService().createTaskQuery().taskAssignee("daan").count())
                .isOne();
        assertThat(scenario.taskService().createTaskQuery().taskAssignee("emma").count())
                .isZero();
    }

    @Test
    void endsAtOnceWhenNothingIsToBeDone() {
        report("emma", Map.of("actionOutcome", "done", "result", "Called"));
        scenario.complete("anouk", "UserTask_PrepareReview", Map.of("cause", "A", "worked", "B", "improve", "C"));
        shared();

        assertThat(scenario.runtime().createProcessInstanceQuery().list()).isEmpty();
    }

    private void prepared() {
        scenario.complete(
                "anouk",
                "UserTask_PrepareReview",
                Map.of(
                        "cause", "Breaker B4",
                        "worked", "The phone tree",
                        "improve", "Label the breakers",
                        "actions",
                                Spin.JSON(List.of(Map.of(
                                        "action", "Ask for the breaker first",
                                        "owner", "farid",
                                        "due", "2026-12-06",
                                        "changesPlan", "assess-impact")))));
    }

    private void shared() {
        scenario.complete("anouk", "UserTask_ShareReview", Map.of("sharedWith", "The team, by mail"));
    }

    private void report(String owner, Map<String, Object> form) {
        var task = scenario.taskService()
                .createTaskQuery()
                .taskDefinitionKey("UserTask_DoAction")
                .taskAssignee(owner)
                .singleResult();
        scenario.taskService().complete(task.getId(), form);
        scenario.settle();
    }
}
