package nl.draaiboek.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What came in and cannot be acted on stays, shows, and is tried again. */
@ScenarioTest
class NothingIsLostTests {

    @LocalServerPort
    int port;

    @Autowired
    Scenario scenario;

    @Autowired
    ActOnSignals actOnSignals;

    @Autowired
    IntakeHealth health;

    @Autowired
    Incidents incidents;

    @Autowired
    JdbcClient jdbc;

    Door door;

    @BeforeEach
    void open() {
        door = new Door(port);
    }

    @Test
    void oneThatCannotBeActedOnStopsNoOther() {
        fire("f1");
        fire("f2");
        spoil("f1");

        all();

        assertThat(incidents.running()).hasSize(1);
        assertThat(state("f1")).isEqualTo("RECEIVED");
        assertThat(state("f2")).isEqualTo("ACTED");
    }

    @Test
    void whatFailsEachTimeShowsInHealthAndIsTriedAgainUntilItWorks() {
        fire("f1");
        spoil("f1");
        for (var attempt = 0; attempt < 5; attempt++) {
            all();
            scenario.clock().advance(Duration.ofMinutes(1));
        }

        assertThat(state("f1")).isEqualTo("FAILED");
        var shown = health.health();
        assertThat(shown.getStatus()).isEqualTo(new Status("DEGRADED"));
        assertThat(String.valueOf(shown.getDetails().get("failed"))).contains("monitoring", "title");

        jdbc.sql("update draaiboek.signal set title = 'Storing'").update();
        scenario.clock().advance(Duration.ofMinutes(10));
        all();

        assertThat(state("f1")).isEqualTo("ACTED");
        assertThat(incidents.running()).hasSize(1);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void whatWaitsTooLongShowsInHealth() {
        fire("f1");
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);

        scenario.clock().advance(Duration.ofMinutes(2));

        assertThat(health.health().getStatus()).isEqualTo(new Status("DEGRADED"));
    }

    @Test
    void aNodeFindsWhatAnotherKeptAndDidNotLiveToActOn() {
        fire("f1");
        var node = new IntakeWorker(actOnSignals);
        node.start();
        try {
            var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (!"ACTED".equals(state("f1"))) {
                assertThat(System.nanoTime()).as("acted on in time").isLessThan(deadline);
                Thread.onSpinWait();
            }
        } finally {
            node.stop();
        }

        assertThat(incidents.running()).hasSize(1);
        assertThat(node.isRunning()).isFalse();
    }

    private void fire(String fingerprint) {
        var answer = door.alertmanager(
                Door.alert("g", fingerprint, "firing", "2026-11-21T01:57:30Z", "\"alertname\":\"Down\"", "Storing"));
        assertThat(answer.statusCode()).isEqualTo(202);
    }

    /** A title that no incident takes stands for whatever nobody foresaw. */
    private void spoil(String fingerprint) {
        jdbc.sql("update draaiboek.signal set title = '' where fingerprint = ?")
                .param(fingerprint)
                .update();
    }

    private void all() {
        while (actOnSignals.actOnce()) {
            // Until nothing is due.
        }
    }

    private String state(String fingerprint) {
        return jdbc.sql("select state from draaiboek.signal where fingerprint = ?")
                .param(fingerprint)
                .query(String.class)
                .single();
    }
}
