package nl.draaiboek.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.RecordEntry;
import nl.draaiboek.support.MailServer;
import nl.draaiboek.support.RunningIncident;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.HealthContributorRegistry;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.jdbc.core.simple.JdbcClient;

/** a step that fails and is tried no more never stands still without a person who knows. */
@ScenarioTest
class FailedStepsTests {

    @Autowired
    Scenario scenario;

    @Autowired
    FailedSteps failedSteps;

    @Autowired
    IncidentRecord record;

    @Autowired
    RepositoryService repository;

    @Autowired
    HealthContributorRegistry health;

    @Autowired
    JdbcClient jdbc;

    private String deployment = "";

    @BeforeEach
    void deploy() {
        deployment = repository
                .createDeployment()
                .addModelInstance(
                        "sample-fails.bpmn",
                        Bpmn.createExecutableProcess("sample-fails")
                                .name("Tell the neighbours")
                                .startEvent()
                                .serviceTask("ServiceTask_Ring")
                                .name("Ring at\nthe door")
                                .camundaAsyncBefore()
                                .camundaExpression("${1 / neighbours}")
                                .endEvent()
                                .done())
                .deploy()
                .getId();
    }

    @AfterEach
    void undeploy() {
        repository.deleteDeployment(deployment, true);
    }

    @Test
    void whoLeadsIsMailedOnceAndNotBeforeItIsGivenUpNorAtEveryTry() {
        var code = incident();
        var job = start(code.value());

        fail(job);
        fail(job);
        assertThat(failedSteps.standing()).isEmpty();
        assertThat(kinds(code)).doesNotContain("step.failed", "dispatch.opened");
        fail(job);
        scenario.deliver();
        failedSteps.tryAgain(job, "anouk");
        fail(job);
        scenario.deliver();

        assertThat(scenario.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.to()).isEqualTo("anouk@waddenhost.example");
            assertThat(mail.subject()).contains(code.value()).contains("staat stil");
            assertThat(mail.text())
                    .contains("Tell the neighbours > Ring at the door")
                    .contains("/incidents/" + code)
                    .contains("/camunda/app/cockpit/default/#/process-instance/");
        });
        assertThat(kinds(code)).contains("step.failed", "step.tried-again").doesNotContain("step.went-on");
        assertThat(failedSteps.standing(code)).singleElement().satisfies(step -> {
            assertThat(step.step()).isEqualTo("Ring at the door");
            assertThat(step.triedAgain()).isFalse();
        });
        assertThat(steps().getStatus().getCode()).isEqualTo("DEGRADED");
        assertThat(steps().getDetails()).containsEntry("standing still", 1);
    }

    @Test
    void whatWentOnAfterAllIsGoneFromThePagesAndStandsInTheRecord() {
        var code = incident();
        var job = givenUp(code.value());
        scenario.runtime()
                .setVariable(
                        scenario.runtime()
                                .createProcessInstanceQuery()
                                .processDefinitionKey("sample-fails")
                                .singleResult()
                                .getId(),
                        "neighbours",
                        2);

        failedSteps.tryAgain(job, "anouk");
        assertThat(failedSteps.standing(code)).singleElement().satisfies(step -> assertThat(step.triedAgain())
                .isTrue());
        scenario.settle();
        failedSteps.look();

        assertThat(failedSteps.standing()).isEmpty();
        assertThat(kinds(code)).contains("step.tried-again", "step.went-on").doesNotContain("step.taken-away");
        assertThat(steps().getStatus().getCode()).isEqualTo("UP");
    }

    @Test
    void whatWasTakenAwayIsGoneToo() {
        var code = incident();
        givenUp(code.value());

        scenario.runtime()
                .deleteProcessInstance(
                        scenario.runtime()
                                .createProcessInstanceQuery()
                                .processDefinitionKey("sample-fails")
                                .singleResult()
                                .getId(),
                        "done by hand");

        assertThat(failedSteps.standing()).isEmpty();
        assertThat(kinds(code)).contains("step.taken-away").doesNotContain("step.went-on");
    }

    @Test
    void whereNobodyLeadsWhoAreAskedToAndTheManagersAreMailed() {
        var code = incident();
        jdbc.sql("update draaiboek.incident set lead = null where code = ?")
                .param(code.value())
                .update();

        givenUp(code.value());
        scenario.deliver();

        assertThat(scenario.mails())
                .extracting(MailServer.Mail::to)
                .containsExactlyInAnyOrder("anouk@waddenhost.example", "marijke@waddenhost.example");
    }

    @Test
    void outsideAnyIncidentTheProcessOwnersAndManagersAreMailed() {
        givenUp("a report without a code");
        scenario.deliver();

        assertThat(scenario.mails())
                .extracting(MailServer.Mail::to)
                .containsExactlyInAnyOrder("farid@waddenhost.example", "marijke@waddenhost.example");
        assertThat(scenario.mails())
                .allSatisfy(mail -> assertThat(mail.subject()).contains("[Draaiboek]"));
        assertThat(failedSteps.standing()).singleElement().satisfies(step -> assertThat(step.incident())
                .isNull());
    }

    @Test
    void manyAtOnceAreThreeMailsAndOneThatSumsUpTheRest() {
        var code = incident();
        for (var i = 0; i < 30; i++) {
            givenUp(code.value());
        }
        scenario.deliver();
        assertThat(scenario.mails()).hasSize(3);

        failedSteps.look();
        scenario.deliver();
        assertThat(scenario.mails()).hasSize(3);

        scenario.advance(Duration.ofMinutes(16));
        failedSteps.look();
        failedSteps.look();
        scenario.deliver();

        assertThat(scenario.mails()).hasSize(4);
        assertThat(scenario.mails().get(3).subject()).contains("27 stappen");
        assertThat(scenario.mails().get(3).text()).contains("En nog 12");
        assertThat(failedSteps.standing(code)).hasSize(30);
    }

    /** Told when the program is back: the engine gave it up, and nobody lived to hear it. */
    @Test
    void whatACrashKeptFromBeingToldIsToldAtTheNextLook() {
        var code = incident();
        givenUp(code.value());
        jdbc.sql("delete from draaiboek.failed_step").update();

        failedSteps.look();

        assertThat(failedSteps.standing(code)).hasSize(1);
    }

    /** The mail that cannot go out is no step that fails: it waits for its channel, and nothing runs in a circle. */
    @Test
    void whileMailIsOutTheMailWaitsAndNobodyIsAskedAboutIt() {
        var code = incident();
        scenario.mailGoesOut();
        givenUp(code.value());

        scenario.deliver();
        for (var i = 0; i < 30; i++) {
            scenario.advance(Duration.ofMinutes(1));
            scenario.deliver();
            failedSteps.look();
        }
        assertThat(scenario.mails()).isEmpty();
        assertThat(scenario.tasks("UserTask_DecideOnFailedDeliveries")).isEmpty();
        assertThat(failedSteps.standing()).hasSize(1);

        scenario.mailComesBack();
        scenario.advance(Duration.ofMinutes(10));
        scenario.deliver();
        assertThat(scenario.mails()).hasSize(1);
    }

    private IncidentCode incident() {
        return RunningIncident.declared(scenario, jdbc, 1, true);
    }

    private String givenUp(String businessKey) {
        var job = start(businessKey);
        scenario.management().setJobRetries(job, 1);
        fail(job);
        return job;
    }

    private String start(String businessKey) {
        var instance = scenario.runtime()
                .startProcessInstanceByKey("sample-fails", businessKey)
                .getId();
        return scenario.management()
                .createJobQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId();
    }

    private void fail(String job) {
        try {
            scenario.management().executeJob(job);
            throw new AssertionError("It did not fail.");
        } catch (ProcessEngineException expected) {
            // As it is meant to.
        }
    }

    private List<String> kinds(IncidentCode code) {
        return record.of(code).stream().map(RecordEntry::kind).toList();
    }

    private org.springframework.boot.actuate.health.Health steps() {
        return ((HealthIndicator) health.getContributor("steps")).health();
    }
}
