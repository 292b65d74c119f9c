package nl.draaiboek.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.support.AtOnce;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Fifty senders over real HTTP, while eight takers act on what they find: a taker is a thread with a connection of its own and
 * nothing else in common, which is what another node is.
 */
@ScenarioTest
class RaceTests {

    private static final int SENDERS = 50;
    private static final int TAKERS = 8;

    @LocalServerPort
    int port;

    @Autowired
    Scenario scenario;

    @Autowired
    ActOnSignals actOnSignals;

    @Autowired
    Incidents incidents;

    @Autowired
    JdbcClient jdbc;

    @Test
    void fiftyAtOnceOpenOneIncidentForAGroup() throws Exception {
        race(i -> Door.alert("g", "f" + i, "firing", "2026-11-21T01:57:30Z", "\"alertname\":\"Down\"", "Host " + i));

        assertThat(incidents.running()).hasSize(1);
        assertThat(count("outcome in ('JOINED', 'OPENED')")).isEqualTo(SENDERS);
    }

    @Test
    void fiftyGroupsOfOneServiceOpenOneIncident() throws Exception {
        race(i -> Door.alert(
                "g" + i, "f" + i, "firing", "2026-11-21T01:57:30Z", "\"service\":\"webhosting\"", "Host " + i));

        assertThat(incidents.running()).hasSize(1);
        assertThat(count("outcome = 'OPENED'")).isOne();
        assertThat(count("outcome = 'JOINED'")).isEqualTo(SENDERS - 1);
    }

    @Test
    void theSameDeliveryFiftyTimesAtOnceIsOneRow() throws Exception {
        race(i -> Door.alert("g", "f", "firing", "2026-11-21T01:57:30Z", "\"alertname\":\"Down\"", "Host"));

        assertThat(count("true")).isOne();
        assertThat(incidents.running()).hasSize(1);
    }

    @Test
    void groupsWithNothingInCommonEachOpenTheirOwn() throws Exception {
        race(i ->
                Door.alert("g" + i, "f" + i, "firing", "2026-11-21T01:57:30Z", "\"alertname\":\"Down\"", "Host " + i));

        assertThat(incidents.running()).hasSize(SENDERS);
        assertThat(incidents.running())
                .extracting(incident -> incident.code().value())
                .doesNotHaveDuplicates();
    }

    private void race(IntFunction<String> alert) throws Exception {
        var door = new Door(port);
        var underWay = new CountDownLatch(SENDERS);
        var works = new ArrayList<Callable<Integer>>();
        for (var i = 0; i < SENDERS; i++) {
            var body = alert.apply(i);
            works.add(() -> {
                try {
                    return door.alertmanager(body).statusCode();
                } finally {
                    underWay.countDown();
                }
            });
        }
        for (var i = 0; i < TAKERS; i++) {
            works.add(() -> {
                while (underWay.getCount() > 0) {
                    actOnSignals.actOnce();
                }
                return 202;
            });
        }
        assertThat(AtOnce.run(works)).containsOnly(202);
        scenario.takeIn();
    }

    private int count(String condition) {
        return jdbc.sql("select count(*) from draaiboek.signal where " + condition)
                .query(Integer.class)
                .single();
    }
}
