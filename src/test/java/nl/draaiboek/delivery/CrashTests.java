package nl.draaiboek.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import nl.draaiboek.support.EmbeddedDatabase;
import nl.draaiboek.support.SmtpSink;
import nl.draaiboek.support.SmtpSink.Mood;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The program is killed with {@code -9} while 1,000 mails go out, and the mail server misbehaves in the middle (R-11.1,
 * At the server every key arrives; twice arrive at most connections × receipts per flush per kill, and none three
 * times.
 */
class CrashTests {

    private static final int MAILS = 1_000;
    private static final int CONNECTIONS = 4;
    private static final int RECEIPTS = 20;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    File folder;

    private final SmtpSink server = SmtpSink.start();
    private final String database = EmbeddedDatabase.fresh() + "&options=-c%20synchronous_commit=on";
    private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(database, "postgres", "postgres"));
    private final List<Process> programs = new ArrayList<>();

    @AfterEach
    void stop() {
        programs.forEach(Process::destroyForcibly);
        server.close();
    }

    @Test
    void aKilledProgramLosesNothingAndRepeatsOnlyWhatWasInFlight() throws Exception {
        var first = program("--start=" + MAILS);
        await("the first mails", () -> server.count() >= MAILS / 5);
        kill(first);
        var second = program();
        await("the next mails", () -> server.count() >= MAILS * 3 / 5);
        kill(second);
        program();
        await("the end of the process", this::ended);

        var twice = server.taken().values().stream().filter(n -> n.get() == 2).count();
        var more = server.taken().values().stream().filter(n -> n.get() > 2).count();
        System.out.printf(
                "Killed twice with -9: %d mails, %d keys taken, %d lost, %d twice (at most %d), %d more often%n",
                MAILS, server.taken().size(), MAILS - server.taken().size(), twice, 2 * CONNECTIONS * RECEIPTS, more);
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
        await("the end of the process", this::ended);

        System.out.printf(
                "Refused, stalled, dropped, closed: %d keys taken of %d%n",
                server.taken().size(), MAILS);
        assertThat(server.taken()).hasSize(MAILS);
        assertThat(server.taken().values()).allMatch(n -> n.get() == 1);
        assertThat(count("select failed + unknown from draaiboek.dispatch")).isZero();
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
                for (var file : Objects.requireNonNull(folder.listFiles())) {
                    System.out.println(Files.readString(file.toPath()));
                }
                throw new AssertionError("No " + what + " in time: " + server.count() + " mails taken.");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
