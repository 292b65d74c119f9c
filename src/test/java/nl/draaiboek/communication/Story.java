package nl.draaiboek.communication;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.draaiboek.incident.ChangePublicState;
import nl.draaiboek.incident.DeclareIncident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.NewIncident;
import nl.draaiboek.incident.Noticed;
import nl.draaiboek.incident.OpenIncident;
import nl.draaiboek.incident.PublicState;
import nl.draaiboek.incident.ResolveIncident;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.incident.SeverityChanged;
import nl.draaiboek.incident.TakeLead;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.Scenario;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The night in which the hosting platform in Haarlem fails, with its crisis communication alone. */
@TestComponent
final class Story {

    private final Scenario scenario;
    private final ApplicationContext context;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;

    Story(Scenario scenario, ApplicationContext context, TransactionTemplate transaction, JdbcClient jdbc) {
        this.scenario = scenario;
        this.context = context;
        this.transaction = transaction;
        this.jdbc = jdbc;
        Company.serve(jdbc, "webhosting");
    }

    /** Declared, led by Anouk, its crisis plan on; customers Mia (Dutch) and Liam (English) use the service. */
    IncidentCode incident(Severity severity) {
        return incident("Webhosting Haarlem weg", severity);
    }

    IncidentCode incident(String title, Severity severity) {
        customer("c1", "Bakkerij Mia", "mia@klant.example", "nl");
        customer("c2", "Liam Ltd", "liam@klant.example", "en");
        var code = transaction.execute(status -> {
            var opened = context.getBean(OpenIncident.class)
                    .open(new NewIncident(
                            title,
                            Noticed.MONITORING,
                            severity,
                            List.of("webhosting"),
                            now().minus(Duration.ofMinutes(10)),
                            now(),
                            false,
                            null,
                            "monitoring"));
            stopPlan(opened);
            context.getBean(DeclareIncident.class).declare(opened, "anouk", "Seen by all.");
            context.getBean(TakeLead.class).take(opened, "anouk");
            jdbc.sql("update draaiboek.incident set severity = ?, crisis_plan = true where code = ?")
                    .params(severity.number(), opened.value())
                    .update();
            return opened;
        });
        return java.util.Objects.requireNonNull(code);
    }

    /** The whole plan is not what is told here. */
    private void stopPlan(IncidentCode code) {
        scenario.runtime()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(code.value())
                .rootProcessInstances()
                .list()
                .forEach(instance -> scenario.runtime()
                        .deleteProcessInstance(instance.getId(), "The test follows one phase.", true, true));
    }

    void customer(String id, String name, String mail, String language) {
        jdbc.sql(
                        """
                insert into draaiboek.customer (id, name, mail, language) values (?, ?, ?, ?)
                on conflict do nothing""")
                .params(id, name, mail, language)
                .update();
        jdbc.sql(
                        "insert into draaiboek.customer_service (customer, service) values (?, 'webhosting') on conflict do nothing")
                .param(id)
                .update();
    }

    /** An alert or a report says so, and it joins by itself. */
    void alsoTouched(IncidentCode code, String service) {
        jdbc.sql("insert into draaiboek.incident_service (incident, service) values (?, ?)")
                .params(code.value(), service)
                .update();
    }

    String communicate(IncidentCode code) {
        var id = scenario.runtime()
                .startProcessInstanceByKey(
                        "crisis-communication", code.value(), Map.of("incident", (Object) code.value()))
                .getId();
        scenario.settle();
        return id;
    }

    void write(String... changes) {
        scenario.complete("chaima", "UserTask_WriteUpdate", words(changes));
    }

    void approve() {
        scenario.complete("chaima", "UserTask_ApproveUpdate", Map.of("approved", "yes"));
    }

    /** Written as drafted but for what customers notice, approved and sent. */
    void update() {
        write();
        approve();
        scenario.deliver();
    }

    Map<String, Object> words(String... changes) {
        var form = new HashMap<String, Object>(Map.of(
                "nlNoticed", "Websites laden niet.",
                "enNoticed", "Websites do not load.",
                "reach", "EVERYONE",
                "dataLost", "UNKNOWN"));
        for (var i = 0; i < changes.length; i += 2) {
            form.put(changes[i], changes[i + 1]);
        }
        return form;
    }

    void publicly(IncidentCode code, PublicState state) {
        context.getBean(ChangePublicState.class).to(code, state, "bram", "It is so.");
        scenario.settle();
    }

    void severity(IncidentCode code, Severity now, boolean crisisPlan) {
        transaction.executeWithoutResult(status -> {
            var before = context.getBean(nl.draaiboek.incident.Incidents.class).get(code);
            jdbc.sql("update draaiboek.incident set severity = ?, crisis_plan = ? where code = ?")
                    .params(now.number(), crisisPlan, code.value())
                    .update();
            context.publishEvent(
                    new SeverityChanged(code, before.effectiveSeverity(), now, before.crisisPlan(), crisisPlan));
        });
        scenario.settle();
    }

    void resolved(IncidentCode code) {
        context.getBean(ResolveIncident.class).resolve(code, "anouk");
        scenario.runtime()
                .createMessageCorrelation("incident.resolved")
                .processInstanceBusinessKey(code.value())
                .correlateAll();
        scenario.settle();
    }

    boolean over(String processInstance) {
        return scenario.runtime()
                        .createProcessInstanceQuery()
                        .processInstanceId(processInstance)
                        .count()
                == 0;
    }

    Instant now() {
        return scenario.clock().instant();
    }
}
