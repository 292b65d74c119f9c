package nl.draaiboek.incident.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentState;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.NewIncident;
import nl.draaiboek.incident.Noticed;
import nl.draaiboek.incident.OpenIncident;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** */
@ScenarioTest
class DetectIncidentTests {

    @Autowired
    Scenario scenario;

    @Autowired
    OpenIncident openIncident;

    @Autowired
    Incidents incidents;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void offersTheLeadToTheIncidentManagersAsSoonAsAnAlertOpenedACandidate() {
        var code = alert(Severity.ONE);

        var task = scenario.task("UserTask_TakeLead");
        assertThat(scenario.groups(task)).containsExactly("incidentManagers");
        assertThat(task.getPriority()).isEqualTo(70);
        assertThat(incident(code).state()).isEqualTo(IncidentState.CANDIDATE);
        assertThat(scenario.tasks("UserTask_ConfirmSafe")).isEmpty();
    }

    @Test
    void isDeclaredByWhoTakesTheLeadAndSeesThatItIsReal() {
        var code = alert(Severity.ONE);

        scenario.complete(
                "anouk", "UserTask_TakeLead", Map.of("danger", "no", "verdict", "real", "mostCustomers", "yes"));

        assertThat(incident(code).state()).isEqualTo(IncidentState.DECLARED);
        assertThat(incident(code).lead()).isEqualTo("anouk");
        assertThat(scenario.tasks("UserTask_TakeLead")).isEmpty();
        assertThat(scenario.tasks("UserTask_Reproduce")).isEmpty();
    }

    private Incident incident(IncidentCode code) {
        return incidents.get(code);
    }

    private IncidentCode alert(Severity severity) {
        return open(new NewIncident(
                "Datacenter Haarlem onbereikbaar",
                Noticed.MONITORING,
                severity,
                List.of("hosting-haarlem"),
                null,
                scenario.clock().instant(),
                null,
                null,
                "alertmanager"));
    }

    private IncidentCode open(NewIncident incident) {
        var code = Objects.requireNonNull(transaction.execute(s -> openIncident.open(incident)));
        scenario.settle();
        return code;
    }
}
