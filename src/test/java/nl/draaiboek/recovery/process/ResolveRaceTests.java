package nl.draaiboek.recovery.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import nl.draaiboek.incident.AlertFired;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.JoinIncident;
import nl.draaiboek.incident.PublicState;
import nl.draaiboek.incident.RecordEntry;
import nl.draaiboek.recovery.Theories;
import nl.draaiboek.recovery.Theory;
import nl.draaiboek.support.RunningIncident;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.camunda.bpm.engine.ProcessEngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What happens at the same moment, on threads of their own. */
@ScenarioTest
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ResolveRaceTests {

    private static final int ROUNDS = 8;

    @Autowired
    Scenario scenario;

    @Autowired
    Incidents incidents;

    @Autowired
    IncidentRecord record;

    @Autowired
    Theories theories;

    @Autowired
    JoinIncident joinIncident;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationEventPublisher events;

    @Test
    void anAlertAtTheEndOfTheWatchIsEitherSeenByItOrComesAfterIt() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var code = RunningIncident.declared(scenario, jdbc, 1, true);
            watch(code);
            scenario.clock().advance(Duration.ofMinutes(30));
            var job = scenario.management().createJobQuery().executable().singleResult();

            var wentThrough = atOnce(
                    round % 4,
                    () -> {
                        try {
                            scenario.management().executeJob(job.getId());
                        } catch (ProcessEngineException lost) {
                            // The job executor tries again, and finds the job gone or does it then.
                        }
                    },
                    () -> alert(code));
            scenario.settle();

            assertThat(wentThrough.get(1)).as("taking in an alert never fails").isTrue();
            var alert = sequence(code, "alert.joined");
            var ended = sequence(code, "watch.ended");
            assertThat(ending(code)).isEqualTo(alert < ended ? "ALERT" : "QUIET");
            assertThat(scenario.runtime().createProcessInstanceQuery().count()).isZero();
            assertThat(scenario.management().createJobQuery().count()).isZero();
        }
    }

    @Test
    void anAlertAtTheBeginningOfTheWatchIsNeverMissed() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var code = RunningIncident.declared(scenario, jdbc, 1, true);

            assertThat(atOnce(round % 4, () -> watch(code), () -> alert(code))).containsExactly(true, true);
            scenario.settle();

            assertThat(ending(code)).isEqualTo("ALERT");
            assertThat(scenario.taskService().createTaskQuery().count()).isZero();
            assertThat(scenario.runtime().createProcessInstanceQuery().count()).isZero();
        }
    }

    @Test
    void ofTwoWhoCompleteTheSameTaskAtOnceOneIsHeard() throws Exception {
        for (var round = 0; round < 4; round++) {
            var code = RunningIncident.declared(scenario, jdbc, 1, true);
            var process = scenario.runtime()
                    .startProcessInstanceByKey("find-cause", code.value(), Map.of("incident", code.value()));
            scenario.complete(
                    "bram", "UserTask_FormTheory", Map.of("theory", "Breaker B4 tripped", "experiment", "Look at it"));
            var task = scenario.task("UserTask_RunExperiment").getId();
            scenario.taskService().setAssignee(task, "bram");

            var heard = atOnce(
                    0, () -> conclude(task, "PROVED", "It had tripped"), () -> conclude(task, "REFUTED", "It had not"));

            assertThat(heard).containsExactlyInAnyOrder(true, false);
            var theory = theories.of(code).get(0);
            var proved = theory.outcome() == Theory.Outcome.PROVED;
            assertThat(theory.finding()).isEqualTo(proved ? "It had tripped" : "It had not");
            assertThat(incidents.get(code).publicState())
                    .isEqualTo(proved ? PublicState.IDENTIFIED : PublicState.INVESTIGATING);
            assertThat(record.of(code).stream().map(RecordEntry::kind).filter("experiment.concluded"::equals))
                    .hasSize(1);
            if (!proved) {
                scenario.runtime().deleteProcessInstance(process.getId(), "next round");
            }
            assertThat(scenario.taskService().createTaskQuery().count()).isZero();
        }
    }

    private void watch(IncidentCode code) {
        scenario.runtime()
                .startProcessInstanceByKey(
                        "watch-service", code.value(), Map.of("incident", code.value(), "alertsFired", 0L));
    }

    /** As the intake does: joined, and told, in one transaction. */
    private void alert(IncidentCode code) {
        transaction.executeWithoutResult(s -> {
            joinIncident.join(code, List.of(), "alert.joined", "alertmanager", Map.of());
            events.publishEvent(new AlertFired(code));
        });
    }

    private void conclude(String task, String outcome, String finding) {
        scenario.taskService().complete(task, Map.of("experimentOutcome", outcome, "finding", finding));
    }

    private String ending(IncidentCode code) {
        return Objects.requireNonNull(jdbc.sql("select ended_as from draaiboek.watch where incident = ?")
                .param(code.value())
                .query(String.class)
                .single());
    }

    private int sequence(IncidentCode code, String kind) {
        return record.of(code).stream()
                .filter(entry -> entry.kind().equals(kind))
                .findFirst()
                .orElseThrow()
                .sequence();
    }

    /** Both at the same moment, the second so many milliseconds later. @return whether each went through */
    private static List<Boolean> atOnce(int later, Runnable first, Runnable second) throws Exception {
        var start = new CyclicBarrier(2);
        var pool = Executors.newFixedThreadPool(2);
        try {
            var one = pool.submit(through(start, 0, first));
            var two = pool.submit(through(start, later, second));
            return List.of(one.get(), two.get());
        } finally {
            pool.shutdown();
        }
    }

    private static Callable<Boolean> through(CyclicBarrier start, int later, Runnable work) {
        return () -> {
            start.await();
            Thread.sleep(later);
            try {
                work.run();
                return true;
            } catch (RuntimeException lost) {
                return false;
            }
        };
    }
}
