package nl.draaiboek.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import nl.draaiboek.incident.DecideSeverity;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.IncidentState;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Milestone;
import nl.draaiboek.incident.Noticed;
import nl.draaiboek.incident.RecordEntry;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.incident.SeverityDecision;
import nl.draaiboek.support.MovableClock;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What Alertmanager sends, over real HTTP. */
@ScenarioTest
class AlertTests {

    private static final String WEB = "\"alertname\":\"Down\",\"service\":\"webhosting\",\"severity\":\"critical\"";

    @LocalServerPort
    int port;

    @Autowired
    Scenario scenario;

    @Autowired
    Incidents incidents;

    @Autowired
    IncidentRecord record;

    @Autowired
    Alerts alerts;

    @Autowired
    JdbcClient jdbc;

    Door door;

    @BeforeEach
    void open() {
        door = new Door(port);
    }

    @Test
    void theFirstAlertOpensACandidateWithACodeAndItsTimesApart() {
        var answer = door.alertmanager(
                Door.alert("g1", "f1", "firing", "2026-11-21T01:57:30Z", WEB, "Datacenter Haarlem does not answer"));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualToIgnoringWhitespace("{\"received\":1,\"new\":1}");
        assertThat(incidents.running()).as("kept first, acted on after").isEmpty();

        scenario.takeIn();

        var incident = only();
        assertThat(incident.code().value()).matches("INC-2026-\\d{4}");
        assertThat(incident.state()).isEqualTo(IncidentState.CANDIDATE);
        assertThat(incident.title()).isEqualTo("Datacenter Haarlem does not answer");
        assertThat(incident.provisionalSeverity()).isEqualTo(Severity.ONE);
        assertThat(incident.noticed()).isEqualTo(Noticed.MONITORING);
        assertThat(incident.services()).containsExactly("webhosting");
        assertThat(incident.at(Milestone.IMPACT)).contains(Instant.parse("2026-11-21T01:57:30Z"));
        assertThat(incident.at(Milestone.DETECTED)).contains(MovableClock.START);
        assertThat(incident.at(Milestone.DECLARED)).isEmpty();
        assertThat(incident.danger()).isNull();
    }

    @Test
    void theSameDeliveryTwiceIsOneRow() {
        var alert = Door.alert("g1", "f1", "firing", "2026-11-21T01:57:30Z", WEB, "Down");
        door.alertmanager(alert);
        scenario.takeIn();

        var again = door.alertmanager(alert);
        scenario.takeIn();

        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualToIgnoringWhitespace("{\"received\":1,\"new\":0}");
        assertThat(jdbc.sql("select count(*) from draaiboek.signal")
                        .query(Integer.class)
                        .single())
                .isOne();
        assertThat(kinds(only())).containsOnlyOnce("alert.received").doesNotContain("alert.joined");
    }

    @Test
    void anotherAlertOfTheGroupJoins() {
        fire("g1", "f1", WEB);
        fire("g1", "f2", "\"alertname\":\"Slow\",\"service\":\"mail\"");

        assertThat(only().services()).containsExactly("mail", "webhosting");
        assertThat(kinds(only())).contains("alert.joined");
        assertThat(alerts.firing(only().code())).isEqualTo(2);
    }

    @Test
    void anAlertThatIsWorseThanAnyBeforeRaisesTheIncidentOnceAndPeopleMayLowerIt(@Autowired DecideSeverity decide) {
        fire("g1", "f1", "\"alertname\":\"Slow\",\"service\":\"mail\",\"severity\":\"info\"");
        fire("g1", "f2", "\"alertname\":\"Odd\",\"service\":\"mail\"");
        assertThat(only().effectiveSeverity()).as("it names none").isEqualTo(Severity.THREE);

        fire("g1", "f3", "\"alertname\":\"Dead\",\"service\":\"mail\",\"severity\":\"critical\"");
        assertThat(only().effectiveSeverity()).isEqualTo(Severity.ONE);
        assertThat(kinds(only())).containsOnlyOnce("severity.raised");

        decide.decide(
                only().code(),
                new SeverityDecision(
                        Severity.THREE,
                        false,
                        new SeverityDecision.Proposal<>(Severity.THREE, "", "A test system"),
                        new SeverityDecision.Proposal<>(false, "", ""),
                        ""),
                "anouk");
        fire("g1", "f4", "\"alertname\":\"Dead too\",\"service\":\"mail\",\"severity\":\"critical\"");
        assertThat(only().effectiveSeverity())
                .as("nothing that people did not know")
                .isEqualTo(Severity.THREE);
    }

    @Test
    void anAlertOfAServiceThatARunningIncidentNamesJoinsWhateverItsGroup() {
        fire("g1", "f1", WEB);
        fire("g2", "f2", "\"alertname\":\"Slow\",\"service\":\"webhosting\"");
        assertThat(incidents.running()).hasSize(1);

        fire("g2", "f3", "\"alertname\":\"Slow\",\"service\":\"mail\"");
        assertThat(incidents.running()).as("the group has its incident by now").hasSize(1);

        fire("g3", "f4", "\"alertname\":\"Slow\",\"service\":\"dns\"");
        assertThat(incidents.running())
                .as("neither its group nor its service is known")
                .hasSize(2);
    }

    @Test
    void anUnknownSeverityCountsAsTwo() {
        fire("g1", "f1", "\"alertname\":\"Odd\",\"severity\":\"mwah\"");

        assertThat(only().provisionalSeverity()).isEqualTo(Severity.TWO);
    }

    @Test
    void resolvedIsRecordedAndOpensNothing() {
        door.alertmanager(Door.alert("g0", "f0", "resolved", "2026-11-21T01:57:30Z", WEB, "Down"));
        scenario.takeIn();
        assertThat(incidents.running()).isEmpty();

        fire("g1", "f1", WEB);
        fire("g1", "f2", WEB);
        door.alertmanager(Door.alert("g1", "f1", "resolved", "2026-11-21T01:57:30Z", WEB, "Down"));
        scenario.takeIn();

        var code = incidents.latest(1).get(0).code();
        assertThat(record.of(code)).extracting(RecordEntry::kind).contains("alert.resolved");
        assertThat(alerts.firing(code)).isOne();
        assertThat(alerts.cleared(code)).isFalse();

        door.alertmanager(Door.alert("g1", "f2", "resolved", "2026-11-21T01:57:30Z", WEB, "Down"));
        scenario.takeIn();
        assertThat(alerts.cleared(code)).isTrue();
    }

    @Test
    void aFiringAlertThatComesAfterItsOwnEndIsWrittenDownOnly() {
        fire("g1", "f1", WEB);
        door.alertmanager(Door.alert("g1", "f2", "resolved", "2026-11-21T01:57:30Z", WEB, "Down"));
        door.alertmanager(Door.alert("g1", "f2", "firing", "2026-11-21T01:57:30Z", WEB, "Down"));
        scenario.takeIn();

        assertThat(alerts.firing(incidents.latest(1).get(0).code())).isOne();
    }

    @Test
    void anAlertAfterTheIncidentEndedOpensAnotherOne() {
        fire("g1", "f1", WEB);
        var first = only().code();
        jdbc.sql("update draaiboek.incident set state = 'CLOSED'").update();

        fire("g1", "f2", WEB);

        assertThat(only().code()).isNotEqualTo(first);
    }

    /** Captured from Alertmanager 0.25.0; the end of the outage as well. */
    @Test
    void takesWhatTheRealProgramSends() throws Exception {
        assertThat(door.alertmanager(captured("firing")).body()).isEqualTo("{\"received\":2,\"new\":2}");
        scenario.takeIn();

        var incident = only();
        assertThat(incident.title()).isEqualTo("Datacenter Haarlem does not answer");
        assertThat(incident.provisionalSeverity()).isEqualTo(Severity.ONE);
        assertThat(incident.services()).containsExactly("mail", "webhosting");
        assertThat(alerts.firing(incident.code())).isEqualTo(2);

        door.alertmanager(captured("firing"));
        door.alertmanager(captured("resolved"));
        scenario.takeIn();

        assertThat(incidents.latest(10)).hasSize(1);
        assertThat(alerts.cleared(incident.code())).isTrue();
    }

    private static String captured(String name) throws IOException {
        try (var file = AlertTests.class.getResourceAsStream("/alertmanager/" + name + ".json")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void fire(String group, String fingerprint, String labels) {
        var answer = door.alertmanager(
                Door.alert(group, fingerprint, "firing", "2026-11-21T01:57:30Z", labels, "Storing op " + fingerprint));
        assertThat(answer.statusCode()).isEqualTo(202);
        scenario.takeIn();
    }

    private Incident only() {
        assertThat(incidents.running()).hasSize(1);
        return incidents.running().get(0);
    }

    private List<String> kinds(Incident incident) {
        return record.of(incident.code()).stream().map(RecordEntry::kind).toList();
    }
}
