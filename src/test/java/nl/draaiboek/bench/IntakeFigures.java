package nl.draaiboek.bench;

import static nl.draaiboek.bench.BenchedProgram.CONNECTIONS;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.draaiboek.support.AtOnce;

/** Alerts taken in over real HTTP, each answered once its row is committed. */
final class IntakeFigures {

    private static final Duration MEASURED = Duration.ofSeconds(3);
    private static final int WARM_UP_AT_MOST = 8;
    private static final int REPEATS = 3;

    private final BenchedProgram program;
    private final AtomicInteger numbers = new AtomicInteger();

    IntakeFigures(BenchedProgram program) {
        this.program = program;
    }

    void measure(Figures figures) throws Exception {
        program.taker().stop();
        row(figures, "Alerts taken in and committed, one a delivery", 1);
        row(figures, "Alerts taken in and committed, 100 a delivery", 100);
        program.taker().start();
    }

    private void row(Figures figures, String what, int alerts) throws Exception {
        warmUp(n -> bare(alerts), alerts);
        warmUp(n -> handIn(alerts), alerts);
        var taken = new double[REPEATS];
        var bare = new double[REPEATS];
        for (var i = 0; i < REPEATS; i++) {
            bare[i] = perSecond(n -> bare(alerts), alerts);
            taken[i] = perSecond(n -> handIn(alerts), alerts);
        }
        figures.rate(what, Figures.median(taken), Figures.median(bare), "bare inserts");
    }

    /** A request goes through so much code that it takes the compiler a while: until a round brings little any more. */
    private void warmUp(IntFunction<Work> works, int alerts) throws Exception {
        var before = 0.0;
        for (var i = 0; i < WARM_UP_AT_MOST; i++) {
            var now = perSecond(works, alerts);
            if (now < before * 1.05) {
                return;
            }
            before = now;
        }
    }

    private double perSecond(IntFunction<Work> works, int alerts) throws Exception {
        var began = System.nanoTime();
        var done = AtOnce.<Integer>run(CONNECTIONS, n -> () -> {
            var count = 0;
            try (var work = works.apply(n)) {
                while (System.nanoTime() - began < MEASURED.toNanos()) {
                    work.once();
                    count++;
                }
            }
            return count;
        });
        var seconds = (System.nanoTime() - began) / 1e9;
        program.jdbc().sql("truncate draaiboek.signal").update();
        return alerts * done.stream().mapToInt(Integer::intValue).sum() / seconds;
    }

    private Work handIn(int alerts) {
        var door = new Doorstep(program.port());
        return new Work() {
            @Override
            public void once() {
                door.deliver(webhook("g" + numbers.incrementAndGet(), alerts));
            }

            @Override
            public void close() {
                door.close();
            }
        };
    }

    static String webhook(String group, int alerts) {
        return "{\"version\":\"4\",\"groupKey\":\"" + group + "\",\"receiver\":\"draaiboek\",\"alerts\":["
                + IntStream.range(0, alerts)
                        .mapToObj(i ->
                                """
                {"status":"firing","labels":{"alertname":"Down","instance":"host-%1$s-%2$d:9100","severity":"critical"},
                 "annotations":{"summary":"Host %2$d of rack %1$s does not answer"},"startsAt":"2026-11-21T01:57:30Z",
                 "endsAt":"0001-01-01T00:00:00Z","generatorURL":"http://prometheus.waddenhost.example/graph","fingerprint":"%1$s-%2$d"}"""
                                        .formatted(group, i))
                        .collect(Collectors.joining(","))
                + "]}";
    }

    /** What no program can beat: the same rows in one statement a commit, with nothing read, checked or answered. */
    private Work bare(int alerts) {
        return () -> {
            var number = Integer.toString(numbers.incrementAndGet());
            program.jdbc()
                    .sql(
                            """
                    insert into draaiboek.signal (kind, source, dedupe_key, noticed, title, status, group_key, fingerprint, severity,
                        starts_at, body, received_at, next_attempt_at)
                    select 'ALERT', 'bare', :number || '-' || i, 'MONITORING', 'Host of rack does not answer', 'FIRING',
                        'g' || :number, :number || '-' || i, 1, now(),
                        '{"alert": {"labels": {"alertname": "Down", "severity": "critical"}}}', now(), now()
                    from generate_series(1, :alerts) i""")
                    .param("number", number)
                    .param("alerts", alerts)
                    .update();
        };
    }

    private interface Work extends AutoCloseable {
        void once();

        @Override
        default void close() {}
    }
}
