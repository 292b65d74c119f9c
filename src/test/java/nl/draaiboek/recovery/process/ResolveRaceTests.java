package nl.draaiboek.recovery.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
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
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What happens at the same moment, on threads of their own. */
@ScenarioTest
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ResolveRaceTests {

    private static final Duration DEADLINE = Duration.ofSeconds(20);

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

    @Autowired
    SpringProcessEngineConfiguration engine;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAlertAtTheEndOfTheWatchIsEitherSeenByItOrComesAfterIt(boolean alertFirst) throws Exception {
        var code = RunningIncident.declared(scenario, jdbc, 1, true);
        watch(code);
        scenario.clock().advance(Duration.ofMinutes(30));
        var job = scenario.management()
                .createJobQuery()
                .executable()
                .singleResult()
                .getId();

        if (alertFirst) {
            assertThatThrownBy(() -> whileTheFirstIsNotCommitted(
                            () -> alert(code), () -> scenario.management().executeJob(job)))
                    .isInstanceOf(OptimisticLockingException.class);
        } else {
            whileTheFirstIsNotCommitted(() -> scenario.management().executeJob(job), () -> alert(code));
        }
        scenario.settle();

        assertThat(sequence(code, "alert.joined") < sequence(code, "watch.ended"))
                .isEqualTo(alertFirst);
        assertThat(ending(code)).isEqualTo(alertFirst ? "ALERT" : "QUIET");
        assertThat(scenario.runtime().createProcessInstanceQuery().count()).isZero();
        assertThat(scenario.jobs()).isEmpty();
    }

    @Test
    void aTimerThatReadItsTokenBeforeAnAlertTookItHasLostARaceAndNotABrokenDiagram() {
        var code = RunningIncident.declared(scenario, jdbc, 1, true);
        watch(code);
        scenario.clock().advance(Duration.ofMinutes(30));
        var job = scenario.management()
                .createJobQuery()
                .executable()
                .singleResult()
                .getId();

        assertThatThrownBy(() -> engine.getCommandExecutorTxRequired().execute(context -> {
                    var execution = context.getJobManager().findJobById(job).getExecutionId();
                    context.getExecutionManager().findExecutionById(execution);
                    inAnotherThread(() -> alert(code));
                    scenario.management().executeJob(job);
                    return null;
                }))
                .isInstanceOf(OptimisticLockingException.class)
                .hasMessageContaining("Somebody else moved this process on");

        assertThat(ending(code)).isEqualTo("ALERT");
        assertThat(scenario.runtime().createProcessInstanceQuery().count()).isZero();
    }

    @Test
    void aNameThatIsReallyUnknownIsSaidAsItIs() {
        var code = RunningIncident.declared(scenario, jdbc, 1, true);

        assertThatThrownBy(() -> scenario.runtime()
                        .startProcessInstanceByKey("watch-service", code.value(), Map.of("alertsFired", 0L)))
                .isNotInstanceOf(OptimisticLockingException.class)
                .hasMessageContaining("incident");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAlertAtTheBeginningOfTheWatchIsNeverMissed(boolean alertFirst) throws Exception {
        var code = RunningIncident.declared(scenario, jdbc, 1, true);

        if (alertFirst) {
            whileTheFirstIsNotCommitted(() -> alert(code), () -> watch(code));
        } else {
            whileTheFirstIsNotCommitted(() -> watch(code), () -> alert(code));
        }
        scenario.settle();

        assertThat(ending(code)).isEqualTo("ALERT");
        assertThat(scenario.taskService().createTaskQuery().count()).isZero();
        assertThat(scenario.runtime().createProcessInstanceQuery().count()).isZero();
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
                    () -> conclude(task, "PROVED", "It had tripped"), () -> conclude(task, "REFUTED", "It had not"));

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

    /** The second begins while the first has done everything but commit, and is seen to wait for it. */
    private void whileTheFirstIsNotCommitted(Runnable first, Runnable second) throws Exception {
        var pool = Executors.newSingleThreadExecutor();
        try {
            var outcome = new AtomicReference<Future<?>>();
            transaction.executeWithoutResult(s -> {
                first.run();
                outcome.set(pool.submit(second));
                awaitThatSomebodyWaits();
            });
            Objects.requireNonNull(outcome.get()).get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } finally {
            pool.shutdown();
        }
    }

    /** Until PostgreSQL says that a session of this database waits for the lock of this one. */
    private void awaitThatSomebodyWaits() {
        var end = System.nanoTime() + DEADLINE.toNanos();
        while (!jdbc.sql(
                        """
                select exists (select 1 from pg_stat_activity
                                where datname = current_database() and pg_backend_pid() = any (pg_blocking_pids(pid)))""")
                .query(Boolean.class)
                .single()) {
            assertThat(System.nanoTime()).as("the second waits for the first").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static void inAnotherThread(Runnable work) {
        try {
            CompletableFuture.runAsync(work).get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Both at the same moment.
     *
     * @return whether each went through
     */
    private static List<Boolean> atOnce(Runnable first, Runnable second) throws Exception {
        var start = new CyclicBarrier(2);
        var pool = Executors.newFixedThreadPool(2);
        try {
            var one = pool.submit(through(start, first));
            var two = pool.submit(through(start, second));
            return List.of(one.get(), two.get());
        } finally {
            pool.shutdown();
        }
    }

    private static Callable<Boolean> through(CyclicBarrier start, Runnable work) {
        return () -> {
            start.await();
            try {
                work.run();
                return true;
            } catch (RuntimeException lost) {
                return false;
            }
        };
    }
}
