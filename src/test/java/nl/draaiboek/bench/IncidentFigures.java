package nl.draaiboek.bench;

import static nl.draaiboek.bench.BenchedProgram.CONNECTIONS;
import static nl.draaiboek.bench.BenchedProgram.await;

import java.util.concurrent.locks.LockSupport;
import nl.draaiboek.support.AtOnce;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.model.bpmn.Bpmn;

/** The whole way of an alert: over the door into a row, into an incident with its plan, into tasks and mails. */
final class IncidentFigures {

    private static final int WARM_UP = 150;
    private static final int INCIDENTS = 100;
    private static final int REPEATS = 3;
    private static final int ALERTS = 100;

    private final BenchedProgram program;
    private int rounds;

    IncidentFigures(BenchedProgram program) {
        this.program = program;
    }

    void measure(Figures figures) throws Exception {
        deployEmptyProcess();
        opened(WARM_UP);
        started(2_000);
        var opened = new double[REPEATS];
        var empty = new double[REPEATS];
        for (var i = 0; i < REPEATS; i++) {
            opened[i] = opened(INCIDENTS);
            empty[i] = started(2_000);
        }
        figures.rate(
                "Incidents opened by alerts, to their first tasks",
                Figures.median(opened),
                Figures.median(empty),
                "empty processes started, one after another");
        figures.times("From an alert's commit to its first mail taken", untilFirstMail(), "one incident at a time");
    }

    /** From the first delivery of so many groups to the moment in which each has an incident with a task. */
    private double opened(int incidents) throws Exception {
        var round = "opened-" + ++rounds + "-";
        var before = withTasks();
        var began = System.nanoTime();
        AtOnce.run(CONNECTIONS, n -> () -> {
            try (var door = new Doorstep(program.port())) {
                for (var i = n; i < incidents; i += CONNECTIONS) {
                    door.deliver(IntakeFigures.webhook(round + i, 1));
                }
            }
            return n;
        });
        await(() -> {
            LockSupport.parkNanos(10_000_000);
            return withTasks() >= before + incidents;
        });
        var seconds = (System.nanoTime() - began) / 1e9;
        program.awaitQuiet();
        return incidents / seconds;
    }

    private int withTasks() {
        return program.count(
                """
                select count(distinct e.root_proc_inst_id_) from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_""");
    }

    private double started(int processes) {
        var runtime = program.bean(RuntimeService.class);
        var began = System.nanoTime();
        for (var i = 0; i < processes; i++) {
            runtime.startProcessInstanceByKey("empty");
        }
        return processes / ((System.nanoTime() - began) / 1e9);
    }

    private void deployEmptyProcess() {
        program.bean(RepositoryService.class)
                .createDeployment()
                .addModelInstance(
                        "empty.bpmn",
                        Bpmn.createExecutableProcess("empty")
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .endEvent()
                                .done())
                .deploy();
    }

    /** The answer comes after the commit, and the clock starts before it is read. */
    private Figures.Times untilFirstMail() {
        var times = new long[ALERTS];
        try (var door = new Doorstep(program.port())) {
            for (var i = 0; i < ALERTS; i++) {
                program.awaitQuiet();
                program.sink().forget();
                door.deliver(IntakeFigures.webhook("mailed-" + i, 1));
                var committed = System.nanoTime();
                await(() -> program.sink().count() >= 1);
                times[i] = program.sink().firstAt() - committed;
            }
        }
        program.awaitQuiet();
        return new Figures.Times(times);
    }
}
