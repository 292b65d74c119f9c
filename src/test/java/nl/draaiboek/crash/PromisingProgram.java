package nl.draaiboek.crash;

import java.util.List;
import java.util.Map;
import nl.draaiboek.DraaiboekApplication;
import nl.draaiboek.support.Company;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole program with running promises, held at their timers. That of the next draft runs beside the others. */
final class PromisingProgram {

    private PromisingProgram() {}

    /** @param args settings, and {@code --clock-at}; {@code --incidents=9} begins as many, whose first words are out */
    public static void main(String[] args) {
        var program = new SpringApplicationBuilder(DraaiboekApplication.class, HeldAtTimers.Setup.class)
                .profiles("test")
                .run(HeldAtTimers.settings(args, "--first=Timer_DraftDue"));
        Company.hire(program.getBean(IdentityService.class));
        var incidents = program.getEnvironment().getProperty("incidents", Integer.class, 0);
        if (incidents > 0) {
            customers(program.getBean(JdbcClient.class));
        }
        for (var number = 0; number < incidents; number++) {
            begin(program);
        }
        HeldAtTimers.follow(program);
        ChildProgram.tell("READY");
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
}
