package nl.draaiboek.incident.process;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.draaiboek.incident.AlertFired;
import nl.draaiboek.incident.AlertsCleared;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.NewIncident;
import nl.draaiboek.incident.Noticed;
import nl.draaiboek.incident.OpenIncident;
import nl.draaiboek.incident.RecordEntry;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.support.Scenario;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/** What happens to Waddenhost on the night of the tests, told to the program. */
@TestComponent
class Story {

    /** What the lead answers to <em>Take the lead</em> when the alert is right and most customers notice. */
    static final Map<String, Object> REAL = Map.of("danger", "no", "verdict", "real", "mostCustomers", "yes");

    private final Scenario scenario;
    private final OpenIncident openIncident;
    private final Incidents incidents;
    private final IncidentRecord record;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    Story(
            Scenario scenario,
            OpenIncident openIncident,
            Incidents incidents,
            IncidentRecord record,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        this.scenario = scenario;
        this.openIncident = openIncident;
        this.incidents = incidents;
        this.record = record;
        this.transaction = transaction;
        this.events = events;
    }

    /** Monitoring sees that the datacenter does not answer. */
    IncidentCode alert(Severity severity) {
        return open("Datacenter Haarlem onbereikbaar", Noticed.MONITORING, severity, null, null, "alertmanager");
    }

    /** A customer reports that the mail does not work. */
    IncidentCode report(Severity severity) {
        return open("Mail komt niet aan", Noticed.CUSTOMER, severity, false, null, "tickets");
    }

    /** Joost sees smoke. */
    IncidentCode danger() {
        return open("Rook in zaal 2", Noticed.COLLEAGUE, Severity.ONE, true, "zaal 2, twee monteurs", "joost");
    }

    private IncidentCode open(
            String title,
            Noticed noticed,
            Severity severity,
            @Nullable Boolean danger,
            @Nullable String where,
            String actor) {
        var incident = new NewIncident(
                title,
                noticed,
                severity,
                List.of("webhosting"),
                null,
                scenario.clock().instant(),
                danger,
                where,
                actor);
        var code = Objects.requireNonNull(transaction.execute(s -> openIncident.open(incident)));
        scenario.settle();
        return code;
    }

    void alertsClear(IncidentCode code) {
        transaction.executeWithoutResult(s -> events.publishEvent(new AlertsCleared(code)));
        scenario.settle();
    }

    void alertFires(IncidentCode code) {
        transaction.executeWithoutResult(s -> events.publishEvent(new AlertFired(code)));
        scenario.settle();
    }

    Incident incident(IncidentCode code) {
        return incidents.get(code);
    }

    List<RecordEntry> record(IncidentCode code) {
        return record.of(code);
    }

    List<String> kinds(IncidentCode code) {
        return record.of(code).stream().map(RecordEntry::kind).toList();
    }

    /** The end events that one process of an incident came to, in the diagrams' ids. */
    List<String> ends(IncidentCode code, String process) {
        return scenario
                .history()
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(code.value())
                .processDefinitionKey(process)
                .finished()
                .list()
                .stream()
                .map(HistoricProcessInstance::getEndActivityId)
                .toList();
    }

    boolean runs(IncidentCode code, String process) {
        return scenario.runtime()
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(code.value())
                        .processDefinitionKey(process)
                        .count()
                > 0;
    }
}
