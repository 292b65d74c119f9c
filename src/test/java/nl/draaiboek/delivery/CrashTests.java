package nl.draaiboek.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import nl.draaiboek.support.EmbeddedDatabase;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.SmtpSink;
import nl.draaiboek.support.SmtpSink.Mood;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Programs and PostgreSQL are killed with {@code -9} while 1,000 mails go out, and the mail server misbehaves in the middle (R-11.1,
 * At the server every key arrives; twice arrive at most connections × receipts per flush per kill, and none three
 * times.
 */
class CrashTests {

    /** But for the people: nobody works here. */
    private static final String WELL = "200 {\"description\":\"An incident wakes nobody.\",\"status\":\"DEGRADED\"}";

    private static final int MAILS = 1_000;
    private static final int CONNECTIONS = 4;
    private static final int RECEIPTS = 20;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    File folder;

    private final SmtpSink server = SmtpSink.start();
    private String database = EmbeddedDatabase.fresh() + "&options=-c%20synchronous_commit=on";
    private JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(database, "postgres", "postgres"));
    private final List<Process> programs = new ArrayList<>();

    @AfterEach
    void stop() {
        programs.forEach(Process::destroyForcibly);
        server.close();
    }

    @Test
    void killedNodesLoseNothingAndRepeatOnlyWhatWasInFlightAndAStoppedOneRepeatsNothing() throws Exception {
        var second = program();
        var third = program();
        program();
        for (var number = 0; number < 3; number++) {
            told(number, "READY");
        }
        var first = program("--start=" + MAILS);
        await("the first mails", () -> server.count() >= MAILS / 5);
        kill(first);
        await("the next mails", () -> server.count() >= MAILS * 2 / 5);
        kill(second);
        await("the mails after that", () -> server.count() >= MAILS / 2);

        var asked = System.nanoTime();
        third.destroy();
        assertThat(third.waitFor(20, TimeUnit.SECONDS)).isTrue();
        var stoppedIn = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked);
        assertThat(third.exitValue()).as("SIGTERM").isEqualTo(128 + 15);
        assertThat(count(
                        "select count(*) from draaiboek.delivery where state = 'open' and lease is not null and node = "
                                + told(1, "NODE")))
                .as("what it had begun is written down")
                .isZero();
        await("the end of the process", this::ended);

        var twice = server.taken().values().stream().filter(n -> n.get() == 2).count();
        var more = server.taken().values().stream().filter(n -> n.get() > 2).count();
        System.out.printf(
                "Four nodes, two killed with -9, one stopped (in %d ms): %d mails, %d keys taken, %d lost, %d twice (at most %d),"
                        + " %d more often%n",
                stoppedIn,
                MAILS,
                server.taken().size(),
                MAILS - server.taken().size(),
                twice,
                2 * CONNECTIONS * RECEIPTS,
                more);
        assertThat(server.taken()).hasSize(MAILS);
        assertThat(twice).isLessThanOrEqualTo(2 * CONNECTIONS * RECEIPTS);
        assertThat(more).isZero();
        assertThat(count("select delivered from draaiboek.dispatch")).isEqualTo(MAILS);
        assertThat(count("select count(*) from draaiboek.record_entry where kind = 'dispatch.settled'"))
                .isEqualTo(1);
    }

    @Test
    void aServerThatRefusesStallsAndDropsInTheMiddleGetsEveryMailInTheEnd() throws Exception {
        program(
                "--start=" + MAILS,
                "--spring.mail.properties.mail.smtp.timeout=500",
                "--draaiboek.mail.first-retry=1s",
                "--draaiboek.mail.attempts=50");
        for (var mood : List.of(Mood.REFUSES, Mood.STALLS, Mood.DROPS_IN_DATA, Mood.CLOSES)) {
            var before = server.count();
            await("mails before it " + mood, () -> server.count() >= Math.min(MAILS, before + 50));
            server.mood(mood);
            TimeUnit.MILLISECONDS.sleep(700);
            server.mood(Mood.WELL);
        }
        var before = server.count();
        server.mood(Mood.DROPS_AFTER_DATA);
        await("mails that it takes and does not confirm", () -> server.count() > before || ended());
        TimeUnit.MILLISECONDS.sleep(300);
        server.mood(Mood.WELL);
        var unconfirmed = server.count() - before;
        await("the end of the process", this::ended);

        var twice = server.taken().values().stream().filter(n -> n.get() == 2).count();
        System.out.printf(
                "Refused, stalled, dropped, closed: %d keys taken of %d; taken and not confirmed: %d, of which twice %d%n",
                server.taken().size(), MAILS, unconfirmed, twice);
        assertThat(server.taken()).hasSize(MAILS);
        assertThat(server.taken().values()).allMatch(n -> n.get() <= 2);
        assertThat(twice).isLessThanOrEqualTo(unconfirmed);
        assertThat(count("select failed + unknown from draaiboek.dispatch")).isZero();
    }

    @Test
    void aDatabaseThatIsKilledTwiceIsFoundAgainAndNothingIsLost() throws Exception {
        var steps = 120;
        try (var postgres = KillableDatabase.start(new File(folder, "data"))) {
            database = postgres.url();
            jdbc = JdbcClient.create(new DriverManagerDataSource(database, "postgres", "postgres"));
            var program = program(
                    "--start=" + MAILS,
                    "--steps=" + steps,
                    "--spring.datasource.hikari.connection-timeout=1000",
                    "--draaiboek.sources.monitoring.token=" + Scenario.MONITORING_TOKEN,
                    "--draaiboek.delivery.lease=10m");
            var away = new ArrayList<Long>();
            for (var part = 1; part <= 2; part++) {
                var upTo = MAILS * part / 5;
                await("mails before the database is killed", () -> server.count() >= upTo);
                assertThat(health()).isEqualTo(WELL);
                assertThat(get("/status?lang=en"))
                        .startsWith("200 ")
                        .contains("All services work")
                        .doesNotContain("brought up to date");
                var since = System.nanoTime();
                postgres.kill();
                assertThat(get("/status?lang=en"))
                        .as("customers read what was known last")
                        .startsWith("200 ")
                        .contains("All services work", "cannot be brought up to date at the moment");
                assertThat(get("/status/api/v2/summary.json?lang=nl"))
                        .as("also what nobody had asked for")
                        .startsWith("200 {");
                assertThat(get("/status/incidents/INC-2026-9999")).startsWith("503 ");
                assertThat(health()).isEqualTo("503 {\"status\":\"DOWN\"}");
                assertThat(delivery())
                        .as("an alert that cannot be kept is sent again by who sent it")
                        .isEqualTo("503 5");
                postgres.startAgain();
                var before = server.count();
                var back = System.nanoTime();
                await("mails after it came back", () -> server.count() > before);
                await("health", () -> health().equals(WELL));
                await("the status page", () -> !get("/status?lang=en").contains("brought up to date"));
                away.add(TimeUnit.NANOSECONDS.toMillis(back - since));
                away.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - back));
            }
            await(
                    "the end of all processes",
                    () -> count("select count(*) from draaiboek.dispatch where state = 'done'") == steps + 1
                            && count("select count(*) from act_ru_execution") == 0);

            var twice =
                    server.taken().values().stream().filter(n -> n.get() == 2).count();
            System.out.printf(
                    "PostgreSQL killed twice with -9 (away and until mails went again, ms: %s): %d mails and %d steps, %d keys taken,"
                            + " %d lost, %d twice (at most %d); the program was never started again: %s%n",
                    away,
                    MAILS,
                    steps,
                    server.taken().size(),
                    MAILS + steps - server.taken().size(),
                    twice,
                    2 * CONNECTIONS * RECEIPTS,
                    program.isAlive());
            assertThat(program.isAlive()).isTrue();
            assertThat(server.taken()).hasSize(MAILS + steps);
            assertThat(twice).isLessThanOrEqualTo(2 * CONNECTIONS * RECEIPTS);
            assertThat(server.taken().values()).allMatch(n -> n.get() <= 2);
            assertThat(count("select sum(delivered)::int from draaiboek.dispatch"))
                    .isEqualTo(MAILS + steps);
            assertThat(count("select count(*) from draaiboek.record_entry where kind = 'dispatch.settled'"))
                    .isEqualTo(steps + 1);
            assertThat(count("select count(*) from act_ru_incident")).isZero();
            theHintIsHeardAgain();
            kill(program);
        }
    }

    /** As a load balancer asks it of the only program. */
    private String health() {
        return get("/actuator/health");
    }

    private String get(String path) {
        try {
            var answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + told(0, "READY") + path))
                                    .build(),
                            BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * An alert as Alertmanager sends it.
     *
     * @return status and {@code Retry-After}
     */
    private String delivery() {
        try {
            var answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(
                                            "http://127.0.0.1:" + told(0, "READY") + "/api/alerts/alertmanager"))
                                    .header("Authorization", "Bearer " + Scenario.MONITORING_TOKEN)
                                    .header("Content-Type", "application/json")
                                    .POST(
                                            BodyPublishers.ofString(
                                                    """
                    {"version":"4","groupKey":"crash","alerts":[{"status":"firing","labels":{"alertname":"Down"},
                     "annotations":{},"startsAt":"2026-11-21T01:57:30Z","fingerprint":"a"}]}"""))
                                    .build(),
                            BodyHandlers.ofString());
            return answer.statusCode() + " "
                    + answer.headers().firstValue("Retry-After").orElse("");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the program of this number, in the order they were started, said after this word. */
    private String told(int number, String word) throws Exception {
        var log = new File(folder, "program-" + number + ".log").toPath();
        var said = Pattern.compile("^" + word + " (\\d+)$", Pattern.MULTILINE);
        await(word + " of " + number, () -> said.matcher(read(log)).find());
        return said.matcher(read(log))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The connection that listens is there again, under the number it had. */
    private void theHintIsHeardAgain() {
        assertThat(count("select count(*) from draaiboek.node where missed_at is null"))
                .isEqualTo(1);
        assertThat(count("select count(*) from pg_stat_activity where query like 'listen draaiboek_delivery%'"
                        + " and datname = current_database()"))
                .isEqualTo(1);
    }

    private boolean ended() {
        return count("select count(*) from draaiboek.dispatch where state = 'done'") == 1
                && count("select count(*) from act_ru_execution") == 0;
    }

    private int count(String sql) {
        return jdbc.sql(sql).query(Integer.class).optional().orElse(0);
    }

    private Process program(String... settings) throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "nl.draaiboek.delivery.SendingProgram",
                "--spring.datasource.url=" + database,
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=postgres",
                "--spring.mail.host=127.0.0.1",
                "--spring.mail.port=" + server.port(),
                "--draaiboek.mail.connections=" + CONNECTIONS,
                "--draaiboek.mail.per-second=150",
                "--draaiboek.delivery.receipts-per-flush=" + RECEIPTS,
                "--draaiboek.delivery.gone-after=1s"));
        command.addAll(List.of(settings));
        var program = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File(folder, "program-" + programs.size() + ".log"))
                .start();
        programs.add(program);
        return program;
    }

    private static void kill(Process program) throws InterruptedException {
        program.destroyForcibly();
        assertThat(program.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private void await(String what, BooleanSupplier condition) throws Exception {
        var deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                for (var file : Objects.requireNonNull(folder.listFiles((in, name) -> name.endsWith(".log")))) {
                    System.out.println(Files.readString(file.toPath()));
                }
                throw new AssertionError("No " + what + " in time: " + server.count() + " mails taken.");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
