package nl.draaiboek.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What ended long ago leaves the engine's history by itself, so that its tables do not grow for ever. */
@ScenarioTest
class HistoryCleanupTests {

    private static final Duration KEPT = Duration.ofDays(3650);

    @Autowired
    Scenario scenario;

    @Autowired
    ProcessEngineConfigurationImpl configuration;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    HistoryService history;

    String deployment = "";

    @BeforeEach
    void deploySample() {
        // The builder gives every process 180 days; a diagram from Modeler has none of its own.
        deployment = repository
                .createDeployment()
                .addModelInstance(
                        "sample-long-ago.bpmn",
                        Bpmn.createExecutableProcess("sample-long-ago")
                                .camundaHistoryTimeToLive(null)
                                .startEvent()
                                .userTask("UserTask_Wait")
                                .endEvent()
                                .done())
                .deploy()
                .getId();
    }

    @AfterEach
    void removeSample() {
        repository.deleteDeployment(deployment, true);
    }

    @Test
    void aWindowAtNightIsSet() {
        assertThat(configuration.getBatchWindowManager().isBatchWindowConfigured(configuration))
                .isTrue();
    }

    @Test
    void tenYearsAfterItsEndItIsForgottenAndNotADayBefore() {
        var ended = runtime.startProcessInstanceByKey("sample-long-ago").getId();
        var running = runtime.startProcessInstanceByKey("sample-long-ago").getId();
        runtime.deleteProcessInstance(ended, "over");

        scenario.clock().advance(KEPT.minusDays(1));
        cleanUp();
        assertThat(kept(ended)).isTrue();

        scenario.clock().advance(Duration.ofDays(2));
        cleanUp();
        assertThat(kept(ended)).isFalse();
        assertThat(kept(running)).as("what still runs").isTrue();
    }

    private void cleanUp() {
        history.cleanUpHistoryAsync(true);
        history.findHistoryCleanupJobs().forEach(job -> scenario.management().executeJob(job.getId()));
    }

    private boolean kept(String instance) {
        return history.createHistoricProcessInstanceQuery()
                        .processInstanceId(instance)
                        .count()
                == 1;
    }
}
