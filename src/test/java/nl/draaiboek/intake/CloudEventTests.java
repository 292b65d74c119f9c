package nl.draaiboek.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Milestone;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** CloudEvents 1.0 in its three modes over HTTP. */
@ScenarioTest
class CloudEventTests {

    private static final String STRUCTURED =
            """
            {"specversion":"1.0","id":"%s","source":"/monitoring/haarlem","type":"nl.waddenhost.link.%s","subject":"core-1",
             "time":"2026-11-21T01:58:00Z","datacontenttype":"application/json",
             "data":{"title":"Link core-1 is weg","service":"netwerk","severity":"critical"}}""";

    @LocalServerPort
    int port;

    @Autowired
    Scenario scenario;

    @Autowired
    Incidents incidents;

    @Autowired
    Alerts alerts;

    Door door;

    @BeforeEach
    void open() {
        door = new Door(port);
    }

    @Test
    void anEventWithItsAttributesInTheBodyOpensAnIncident() {
        var answer = events("application/cloudevents+json; charset=utf-8", STRUCTURED.formatted("1", "down"));

        assertThat(answer).isEqualTo("{\"received\":1,\"new\":1}");
        scenario.takeIn();
        var incident = incidents.running().get(0);
        assertThat(incident.title()).isEqualTo("Link core-1 is weg");
        assertThat(incident.services()).containsExactly("netwerk");
        assertThat(incident.provisionalSeverity()).isEqualTo(Severity.ONE);
        assertThat(incident.at(Milestone.IMPACT)).contains(Instant.parse("2026-11-21T01:58:00Z"));
    }

    @Test
    void anEventWithItsAttributesInHeadersOpensAnIncident() {
        var answer = door.post(
                "/api/alerts",
                "application/json",
                Scenario.MONITORING_TOKEN,
                "{\"title\":\"Link core-1 is weg\",\"severity\":3}",
                "ce-specversion",
                "1.0",
                "ce-id",
                "7",
                "ce-source",
                "/monitoring/haarlem",
                "ce-type",
                "nl.waddenhost.link.down",
                "ce-subject",
                "core-1");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        scenario.takeIn();
        assertThat(incidents.running().get(0).provisionalSeverity()).isEqualTo(Severity.THREE);
    }

    @Test
    void theSameEventInAnyModeIsOneRow() {
        events("application/cloudevents+json", STRUCTURED.formatted("1", "down"));

        var batch = events(
                "application/cloudevents-batch+json",
                "[" + STRUCTURED.formatted("1", "down") + "," + STRUCTURED.formatted("2", "down") + "]");

        assertThat(batch).isEqualTo("{\"received\":2,\"new\":1}");
        scenario.takeIn();
        assertThat(incidents.running()).as("source and subject are the group").hasSize(1);
    }

    @Test
    void anEventThatSaysResolvedEndsTheAlert() {
        events("application/cloudevents+json", STRUCTURED.formatted("1", "triggered"));
        scenario.takeIn();
        var code = incidents.running().get(0).code();
        assertThat(alerts.firing(code)).isOne();

        events("application/cloudevents+json", STRUCTURED.formatted("2", "resolved"));
        scenario.takeIn();

        assertThat(alerts.firing(code)).isZero();
        assertThat(incidents.latest(10)).hasSize(1);
    }

    @Test
    void anEventWithoutDataStillSaysWhatItIs() {
        events(
                "application/cloudevents+json",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/ups\",\"type\":\"power.lost\"}");
        scenario.takeIn();

        assertThat(incidents.running().get(0).title()).isEqualTo("Alert power.lost");
    }

    private String events(String type, String body) {
        var answer = door.post("/api/alerts", type, Scenario.MONITORING_TOKEN, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return answer.body();
    }
}
