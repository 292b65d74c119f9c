package nl.draaiboek.bench;

import static nl.draaiboek.bench.BenchedProgram.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.model.bpmn.Bpmn;

/** How late timers are that are due in the same moment, beside jobs that do nothing. */
final class TimerFigures {

    private static final int TIMERS = 1_000;
    private static final Duration IN_A_MOMENT = Duration.ofSeconds(3);

    private final BenchedProgram program;

    TimerFigures(BenchedProgram program) {
        this.program = program;
    }

    void measure(Figures figures) {
        deploy();
        jobs();
        var jobs = jobs();
        var timers = timers();
        figures.add(
                String.format("Lateness of %,d timers due at once", TIMERS),
                timers + ", last " + timers.at(1),
                jobs + ", last " + jobs.at(1) + " of as many jobs that do nothing",
                "");
    }

    /** Started with a date far away, and then given the same one, in which nothing else is left to do. */
    private Figures.Times timers() {
        startAll("timer", Map.of("due", Date.from(Instant.now().plus(Duration.ofDays(1)))));
        var due = Instant.now().plus(IN_A_MOMENT).truncatedTo(ChronoUnit.MILLIS);
        var given = program.jdbc()
                .sql("update act_ru_job set duedate_ = ? where process_def_key_ = 'timer'")
                .param(LocalDateTime.ofInstant(due, ZoneId.systemDefault()))
                .update();
        assertThat(given).isEqualTo(TIMERS);
        return ended("timer", due);
    }

    /** What taking and doing a job costs at least: all are there when the executor begins. */
    private Figures.Times jobs() {
        var executor = program.bean(JobExecutor.class);
        executor.shutdown();
        startAll("job", Map.of());
        var began = Instant.now();
        executor.start();
        return ended("job", began);
    }

    private void startAll(String process, Map<String, Object> variables) {
        program.jdbc()
                .sql("delete from act_hi_procinst where proc_def_key_ = ?")
                .param(process)
                .update();
        var runtime = program.bean(RuntimeService.class);
        for (var i = 0; i < TIMERS; i++) {
            runtime.startProcessInstanceByKey(process, variables);
        }
    }

    private Figures.Times ended(String process, Instant due) {
        await(() -> program.jdbc()
                        .sql("select count(*) from act_hi_procinst where proc_def_key_ = ? and end_time_ is not null")
                        .param(process)
                        .query(Integer.class)
                        .single()
                == TIMERS);
        var local = OffsetDateTime.ofInstant(due, ZoneOffset.UTC);
        return new Figures.Times(program
                .jdbc()
                .sql(
                        """
                select (extract(epoch from end_time_ at time zone :zone - cast(:due as timestamptz)) * 1000000000)::bigint
                from act_hi_procinst where proc_def_key_ = :process""")
                .param("zone", ZoneId.systemDefault().getId())
                .param("due", local)
                .param("process", process)
                .query(Long.class)
                .list()
                .stream()
                .mapToLong(Long::longValue)
                .toArray());
    }

    private void deploy() {
        program.bean(RepositoryService.class)
                .createDeployment()
                .addModelInstance(
                        "timer.bpmn",
                        Bpmn.createExecutableProcess("timer")
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .intermediateCatchEvent()
                                .timerWithDate("${due}")
                                .endEvent()
                                .done())
                .addModelInstance(
                        "job.bpmn",
                        Bpmn.createExecutableProcess("job")
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .camundaAsyncAfter()
                                .endEvent()
                                .done())
                .deploy();
    }
}
