package nl.draaiboek.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How fast what comes in is taken in, each figure beside a limit measured in the same run. Not a test by its name: run it with
 * {@code mvn test -Dtest=IntakeBenchmark}.
 */
@ScenarioTest
class IntakeBenchmark {

    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration MEASURED = Duration.ofSeconds(5);
    private static final int THREADS = 8;
    private static final int OPENED = 200;

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
    void printsTheFigures() throws Exception {
        var bareOne = perSecond(i -> bare(i, 1));
        var takenOne = perSecond(i -> deliver(i, 1));
        jdbc.sql("truncate draaiboek.signal").update();
        var bareMany = perSecond(i -> bare(i, 100)) * 100;
        var takenMany = perSecond(i -> deliver(i, 100)) * 100;
        jdbc.sql("truncate draaiboek.signal").update();

        System.out.printf("%nalerts a second taken in over HTTP and committed, %d senders%n", THREADS);
        line("one alert a delivery", takenOne, bareOne);
        line("100 alerts a delivery", takenMany, bareMany);

        var opened = opened();
        System.out.printf("incidents opened a second, each with its plan started, one taker: %.0f%n", opened);
        assertThat(takenOne).isPositive();
    }

    private static void line(String what, double taken, double bare) {
        System.out.printf("  %-24s %,9.0f   bare inserts %,9.0f   %3.0f %%%n", what, taken, bare, 100 * taken / bare);
    }

    private double opened() {
        IntStream.range(0, OPENED).forEach(i -> deliver(i, 1));
        var began = System.nanoTime();
        while (actOnSignals.actOnce()) {
            // Until nothing is due.
        }
        var seconds = (System.nanoTime() - began) / 1e9;
        assertThat(incidents.running()).hasSize(OPENED);
        return OPENED / seconds;
    }

    /** As many as fit into the time, over all threads. */
    private static double perSecond(IntConsumer work) throws Exception {
        var number = new AtomicInteger();
        run(WARM_UP, number, work);
        return run(MEASURED, number, work);
    }

    private static double run(Duration time, AtomicInteger number, IntConsumer work) throws Exception {
        var done = new AtomicLong();
        var began = System.nanoTime();
        IntPredicate timeIsLeft = ignored -> System.nanoTime() - began < time.toNanos();
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            var running = new ArrayList<Future<?>>();
            for (var i = 0; i < THREADS; i++) {
                running.add(threads.submit(() -> {
                    while (timeIsLeft.test(0)) {
                        work.accept(number.incrementAndGet());
                        done.incrementAndGet();
                    }
                }));
            }
            for (var thread : running) {
                thread.get();
            }
        } finally {
            threads.shutdown();
        }
        return done.get() / ((System.nanoTime() - began) / 1e9);
    }

    private void deliver(int number, int alerts) {
        var body = IntStream.range(0, alerts)
                .mapToObj(i ->
                        """
                {"status":"firing","labels":{"alertname":"Down","instance":"host-%1$d-%2$d:9100","severity":"critical"},
                 "annotations":{"summary":"Host %2$d of rack %1$d does not answer"},"startsAt":"2026-11-21T01:57:30Z",
                 "endsAt":"0001-01-01T00:00:00Z","generatorURL":"http://prometheus.waddenhost.example/graph","fingerprint":"%1$d-%2$d"}"""
                                .formatted(number, i))
                .collect(Collectors.joining(","));
        var answer = new Door(port)
                .alertmanager("{\"version\":\"4\",\"groupKey\":\"g" + number
                        + "\",\"receiver\":\"draaiboek\",\"alerts\":[" + body + "]}");
        if (answer.statusCode() != 202) {
            throw new IllegalStateException(answer.body());
        }
    }

    /** What no program can beat: the same rows in one statement, with nothing read, checked or answered. */
    private void bare(int number, int alerts) {
        jdbc.sql(
                        """
                insert into draaiboek.signal (kind, source, dedupe_key, noticed, title, status, group_key, fingerprint, severity,
                    starts_at, body, received_at, next_attempt_at)
                select 'ALERT', 'bare', :number || '-' || i, 'MONITORING', 'Host of rack does not answer', 'FIRING', 'g' || :number,
                    :number || '-' || i, 1, now(), '{"alert": {"labels": {"alertname": "Down", "severity": "critical"}}}', now(), now()
                from generate_series(1, :alerts) i""")
                .param("number", Integer.toString(number))
                .param("alerts", alerts)
                .update();
    }
}
