package nl.draaiboek.crash;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import nl.draaiboek.support.MovableClock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A program whose clock stands where the table {@code crash_clock} says, and which stops in the middle of the timers in
 * {@code crash_hold}: {@code written} before the transaction of the timer commits, {@code committed} after it.
 */
final class HeldAtTimers {

    /** A held timer keeps its thread and its connection, and its job, however far the clock moves. */
    private static final List<String> SETTINGS = List.of(
            "--camunda.bpm.job-execution.core-pool-size=30",
            "--camunda.bpm.job-execution.max-pool-size=30",
            "--camunda.bpm.job-execution.lock-time-in-millis=36000000",
            "--spring.datasource.hikari.maximum-pool-size=50",
            "--draaiboek.delivery.gone-after=500ms",
            "--draaiboek.delivery.poll=500ms");

    private HeldAtTimers() {}

    static String[] settings(String[] args, String... more) {
        return Stream.of(SETTINGS.stream(), Stream.of(more), Stream.of(args))
                .flatMap(each -> each)
                .toArray(String[]::new);
    }

    /** The tables that tell such a program what time it is and where to stop. */
    static void prepare(JdbcClient jdbc, Instant at) {
        jdbc.sql("create table crash_hold (incident text, timer text, nth integer, moment text)")
                .update();
        jdbc.sql("create table crash_clock (at timestamptz not null)").update();
        jdbc.sql("insert into crash_clock values (?)").param(Timestamp.from(at)).update();
    }

    /** @param nth which of the times that this timer comes due in the incident */
    static void hold(JdbcClient jdbc, String incident, String timer, int nth, String moment) {
        jdbc.sql("insert into crash_hold values (?, ?, ?, ?)")
                .params(incident, timer, nth, moment)
                .update();
    }

    static Instant at(JdbcClient jdbc) {
        return jdbc.sql("select at from crash_clock")
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    static void at(JdbcClient jdbc, Instant time) {
        jdbc.sql("update crash_clock set at = ?").param(Timestamp.from(time)).update();
    }

    /** From now on this program's clock is that of the table. */
    static void follow(ConfigurableApplicationContext program) {
        new Thread(() -> keepTime(program), "keeps-time").start();
    }

    private static void keepTime(ConfigurableApplicationContext program) {
        var clock = program.getBean(MovableClock.class);
        var jdbc = program.getBean(JdbcClient.class);
        while (program.isActive()) {
            var at = at(jdbc);
            if (!at.equals(clock.instant())) {
                clock.set(at);
            }
            ChildProgram.pause();
        }
    }

    /** Without a stereotype, so that no scan finds it. */
    static class Setup {

        @Bean
        @Primary
        MovableClock movableClock(@Value("${clock-at}") Instant at) {
            var clock = new MovableClock();
            clock.set(at);
            return clock;
        }

        /** @param first a timer that runs beside others of its incident: while it is held, they come no further either */
        @Bean
        StopAtTimers stopAtTimers(ObjectProvider<JdbcClient> jdbc, @Value("${first:}") String first) {
            return new StopAtTimers(jdbc, first);
        }
    }

    /** Holds the thread of a timer until the program is killed. */
    static final class StopAtTimers extends AbstractCamundaConfiguration {

        private final ObjectProvider<JdbcClient> jdbc;
        private final String first;
        private final Map<String, Integer> times = new ConcurrentHashMap<>();

        StopAtTimers(ObjectProvider<JdbcClient> jdbc, String first) {
            this.jdbc = jdbc;
            this.first = first;
        }

        @Override
        public void preInit(ProcessEngineConfigurationImpl configuration) {
            var listeners = configuration.getCustomPostBPMNParseListeners();
            var all = listeners == null ? new ArrayList<BpmnParseListener>() : new ArrayList<>(listeners);
            all.add(new AbstractBpmnParseListener() {
                @Override
                public void parseBoundaryTimerEventDefinition(
                        Element timer, boolean interrupting, ActivityImpl activity) {
                    listen(activity);
                }

                @Override
                public void parseIntermediateTimerEventDefinition(Element timer, ActivityImpl activity) {
                    listen(activity);
                }
            });
            configuration.setCustomPostBPMNParseListeners(all);
        }

        private void listen(ActivityImpl activity) {
            activity.addListener(ExecutionListener.EVENTNAME_END, (ExecutionListener) this::reached);
        }

        private void reached(DelegateExecution execution) {
            var timer = execution.getCurrentActivityId();
            var what = execution.getVariable("incident") + " " + timer;
            var time = times.merge(what, 1, Integer::sum);
            jdbc.getObject()
                    .sql("select timer, nth, moment from crash_hold where incident = ?")
                    .param(execution.getVariable("incident"))
                    .query((row, n) -> new Held(row.getString("timer"), row.getInt("nth"), row.getString("moment")))
                    .optional()
                    .ifPresent(held -> {
                        if (!held.timer().equals(timer)) {
                            if (held.timer().equals(first)) {
                                stand();
                            }
                        } else if (time == held.nth()) {
                            hold(what, held.moment());
                        }
                    });
        }

        private static void hold(String what, String moment) {
            if (moment.equals("written")) {
                ChildProgram.tell("AT " + what);
                stand();
            }
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    ChildProgram.tell("AT " + what);
                    stand();
                }
            });
        }

        private static void stand() {
            while (true) {
                LockSupport.park();
            }
        }

        private record Held(String timer, int nth, String moment) {}
    }
}
