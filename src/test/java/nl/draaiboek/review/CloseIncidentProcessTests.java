package nl.draaiboek.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentState;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.NewIncident;
import nl.draaiboek.incident.Noticed;
import nl.draaiboek.incident.OpenIncident;
import nl.draaiboek.incident.PublicState;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ScenarioTest
class CloseIncidentProcessTests {

    @Autowired
    private Scenario scenario;

    @Autowired
    private Incidents incidents;

    @Autowired
    private OpenIncident openIncident;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void closesWhenTheImpactHasEnded() {
        var code = declared();
        start(code);

        scenario.complete("anouk", "UserTask_ConfirmImpactEnded", Map.of("answer", "yes"));

        var incident = incidents.get(code);
        assertThat(incident.state()).isEqualTo(IncidentState.CLOSED);
        assertThat(incident.publicState()).isEqualTo(PublicState.RESOLVED);
    }

    @Test
    void goesBackWhenTheImpactGoesOn() {
        var code = declared();
        start(code);

        scenario.complete("anouk", "UserTask_ConfirmImpactEnded", Map.of("answer", "no"));

        assertThat(incidents.get(code).state()).isEqualTo(IncidentState.DECLARED);
        assertThat(scenario.history()
                        .createHistoricVariableInstanceQuery()
                        .variableName("impactEnded")
                        .singleResult()
                        .getValue())
                .isEqualTo(false);
    }

    private void start(IncidentCode code) {
        scenario.runtime().startProcessInstanceByKey("close-incident", code.value(), Map.of("incident", code.value()));
    }

    private IncidentCode declared() {
        var now = scenario.clock().instant();
        var code = java.util.Objects.requireNonNull(transaction.execute(status -> openIncident.open(new NewIncident(
                "Mail is slow", Noticed.MONITORING, Severity.TWO, List.of("mail"), now, now, false, null, "test"))));
        jdbc.sql("update draaiboek.incident set state = 'DECLARED', lead = 'anouk' where code = ?")
                .param(code.value())
                .update();
        return code;
    }
}
