package nl.draaiboek.crash;

import java.util.Map;
import nl.draaiboek.DraaiboekApplication;
import nl.draaiboek.response.paging.AnswerPage;
import nl.draaiboek.support.Company;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The whole program with running pages, held at their timers. It does what the table {@code crash_order} says, once each:
 * {@code page} for an incident of that title, {@code answer} for the page of that incident, by Bram.
 */
final class PagingProgram {

    private PagingProgram() {}

    /** @param args settings, and {@code --clock-at} */
    public static void main(String[] args) {
        var program = new SpringApplicationBuilder(DraaiboekApplication.class, HeldAtTimers.Setup.class)
                .profiles("test")
                .run(HeldAtTimers.settings(args));
        Company.hire(program.getBean(IdentityService.class));
        HeldAtTimers.follow(program);
        ChildProgram.tell("READY");
        while (program.isActive()) {
            program.getBean(TransactionTemplate.class).executeWithoutResult(status -> obey(program));
            ChildProgram.pause();
        }
    }

    private static void obey(ConfigurableApplicationContext program) {
        program.getBean(JdbcClient.class)
                .sql("delete from crash_order returning what, about")
                .query((row, n) -> Map.entry(row.getString("what"), row.getString("about")))
                .list()
                .forEach(order -> {
                    if (order.getKey().equals("page")) {
                        page(program, order.getValue());
                    } else {
                        answer(program, order.getValue());
                    }
                });
    }

    private static void page(ConfigurableApplicationContext program, String title) {
        var jdbc = program.getBean(JdbcClient.class);
        var code = jdbc.sql(
                        """
                        insert into draaiboek.incident (code, title, state, provisional_severity, noticed, detected_at)
                        select draaiboek.next_incident_code(2026), ?, 'CANDIDATE', 2, 'MONITORING', at from crash_clock
                        returning code""")
                .param(title)
                .query(String.class)
                .single();
        jdbc.sql("insert into draaiboek.incident_service (incident, service) values (?, 'webhosting')")
                .param(code)
                .update();
        program.getBean(RuntimeService.class)
                .startProcessInstanceByKey("page-on-call", code, Map.of("incident", code, "purpose", "DETECTED"));
    }

    private static void answer(ConfigurableApplicationContext program, String title) {
        var page = program.getBean(JdbcClient.class)
                .sql(
                        """
                        select p.id from draaiboek.page p join draaiboek.incident i on i.code = p.incident
                         where i.title = ? and p.state = 'OPEN'""")
                .param(title)
                .query(Long.class)
                .single();
        program.getBean(AnswerPage.class).acknowledge(page, "bram", "link");
    }
}
