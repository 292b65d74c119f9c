package nl.draaiboek.crash;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import nl.draaiboek.DraaiboekApplication;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.MovableClock;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The whole program, whose clock stands where the table {@code crash_clock} says, and which stops in the middle of the timers in
 * {@code crash_hold}: {@code written} before the transaction of the timer commits, {@code committed} after it.
 */
final class PromisingProgram {

    private static final List<String> SETTINGS = List.of(
            "--camunda.bpm.job-execution.core-pool-size=30",
            "--camunda.bpm.job-execution.max-pool-size=30",
            "--spring.datasource.hikari.maximum-pool-size=50",
            "--draaiboek.delivery.gone-after=500ms",
            "--draaiboek.delivery.poll=500ms");

    private PromisingProgram() {}

    /** @param args settings, and {@code --clock-at}; {@code --incidents=9} begins as many, whose first words are out */
    public static void main(String[] args) {
        var program = new SpringApplicationBuilder(DraaiboekApplication.class, Setup.class)
                .profiles("test")
                .run(Stream.concat(SETTINGS.stream(), Stream.of(args)).toArray(String[]::new));
        Company.hire(program.getBean(IdentityService.class));
        var incidents = program.getEnvironment().getProperty("incidents", Integer.class, 0);
        if (incidents > 0) {
            customers(program.getBean(JdbcClient.class));
        }
        for (var number = 0; number < incidents; number++) {
            begin(program);
        }
        new Thread(() -> keepTime(program), "keeps-time").start();
        ChildProgram.tell("READY");
    }

    private static void keepTime(ConfigurableApplicationContext program) {
        var clock = program.getBean(MovableClock.class);
        var jdbc = program.getBean(JdbcClient.class);
        while (program.isActive()) {
            var at = jdbc.sql("select at from crash_clock")
                    .query(Timestamp.class)
                    .single()
                    .toInstant();
            if (!at.equals(clock.instant())) {
                clock.set(at);
            }
            ChildProgram.pause();
        }
    }

    private static void customers(JdbcClient jdbc) {
        for (var name : List.of("mia", "liam")) {
            jdbc.sql("insert into draaiboek.customer (id, name, mail, language) values (:name, :name, :mail, 'nl')")
                    .param("name", name)
                    .param("mail", name + "@klant.example")
                    .update();
            jdbc.sql("insert into draaiboek.customer_service (customer, service) values (?, 'webhosting')")
                    .param(name)
                    .update();
            Company.serve(jdbc, "webhosting");
        }
    }

    private static void begin(ConfigurableApplicationContext program) {
        var code = program.getBean(JdbcClient.class)
                .sql(
                        """
                        insert into draaiboek.incident (code, title, state, severity, provisional_severity, crisis_plan, noticed, lead,
                          impact_at, detected_at, declared_at, led_at)
                        values (draaiboek.next_incident_code(2026), 'Stroom weg in zaal 2', 'DECLARED', 1, 1, true, 'COLLEAGUE', 'anouk',
                          '2026-11-21T01:50:00Z', '2026-11-21T02:00:00Z', '2026-11-21T02:00:00Z', '2026-11-21T02:00:00Z')
                        returning code""")
                .query(String.class)
                .single();
        program.getBean(JdbcClient.class)
                .sql("insert into draaiboek.incident_service (incident, service) values (?, 'webhosting')")
                .param(code)
                .update();
        program.getBean(RuntimeService.class)
                .startProcessInstanceByKey("crisis-communication", code, Map.of("incident", (Object) code));
        answer(
                program,
                code,
                "UserTask_WriteUpdate",
                Map.of(
                        "nlNoticed", "Websites laden niet.",
                        "enNoticed", "Websites do not load.",
                        "reach", "EVERYONE",
                        "dataLost", "UNKNOWN"));
        answer(program, code, "UserTask_ApproveUpdate", Map.of("approved", "yes"));
    }

    private static void answer(
            ConfigurableApplicationContext program, String code, String task, Map<String, Object> answers) {
        var tasks = program.getBean(TaskService.class);
        var query = tasks.createTaskQuery().taskDefinitionKey(task).processVariableValueEquals("incident", code);
        while (query.count() == 0) {
            ChildProgram.pause();
        }
        Company.act(program.getBean(IdentityService.class), "chaima");
        tasks.complete(query.singleResult().getId(), answers);
        program.getBean(IdentityService.class).clearAuthentication();
    }

    /** Without a stereotype, so that no scan finds it. */
    static class Setup {

        @Bean
        @Primary
        MovableClock movableClock(@org.springframework.beans.factory.annotation.Value("${clock-at}") Instant at) {
            var clock = new MovableClock();
            clock.set(at);
            return clock;
        }

        @Bean
        StopAtTimers stopAtTimers(ObjectProvider<JdbcClient> jdbc) {
            return new StopAtTimers(jdbc);
        }
    }

    /** Holds the thread of a timer until the program is killed. */
    static final class StopAtTimers extends AbstractCamundaConfiguration {

        private final ObjectProvider<JdbcClient> jdbc;

        StopAtTimers(ObjectProvider<JdbcClient> jdbc) {
            this.jdbc = jdbc;
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
            jdbc.getObject()
                    .sql("select timer, moment from crash_hold where incident = ?")
                    .param(execution.getVariable("incident"))
                    .query((row, n) -> Map.entry(row.getString("timer"), row.getString("moment")))
                    .optional()
                    .ifPresent(held -> {
                        var what = execution.getVariable("incident") + " " + timer;
                        if (held.getKey().equals(timer)) {
                            hold(what, held.getValue());
                        } else if (held.getKey().equals("Timer_DraftDue")) {
                            // It runs beside the others, which come after it here as they do on the clock.
                            stand();
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
    }
}
