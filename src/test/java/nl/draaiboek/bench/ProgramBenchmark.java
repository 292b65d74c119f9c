package nl.draaiboek.bench;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nl.draaiboek.DraaiboekApplication;
import nl.draaiboek.delivery.SendingProcess;
import nl.draaiboek.support.EmbeddedDatabase;
import nl.draaiboek.support.SmtpSink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole program on real PostgreSQL, which waits for its disk, sending to an SMTP sink on the same machine. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProgramBenchmark {

    private static final int CONNECTIONS = 4;
    private static final Figures FIGURES = new Figures();
    private static final SmtpSink SINK = SmtpSink.start();
    private static ConfigurableApplicationContext program;
    /** One message as the outbox sends it, for the bare loop to send over and over. */
    private static volatile byte[] finished = {};

    @BeforeAll
    static void start() {
        program = new SpringApplicationBuilder(DraaiboekApplication.class, SendingProcess.class)
                .properties(Map.of(
                        "server.port", "0",
                        "spring.datasource.url", EmbeddedDatabase.fresh() + "&options=-c%20synchronous_commit=on",
                        "spring.datasource.username", "postgres",
                        "spring.datasource.password", "postgres",
                        "spring.mail.host", "127.0.0.1",
                        "spring.mail.port", SINK.port(),
                        "draaiboek.mail.from", "status@haarlem-hosting.example",
                        "draaiboek.mail.connections", CONNECTIONS,
                        "draaiboek.mail.per-second", 1_000_000))
                .profiles("test")
                .run();
        var jdbc = bean(JdbcClient.class);
        FIGURES.add(
                "The machine",
                Runtime.getRuntime().availableProcessors() + " cores, Java " + Runtime.version(),
                "PostgreSQL synchronous_commit="
                        + jdbc.sql("show synchronous_commit")
                                .query(String.class)
                                .single() + ", fsync="
                        + jdbc.sql("show fsync").query(String.class).single(),
                "");
    }

    @AfterAll
    static void print() {
        System.gc();
        var runtime = Runtime.getRuntime();
        FIGURES.add(
                "Memory after all this",
                String.format(Locale.ROOT, "%,d MB heap in use", (runtime.totalMemory() - runtime.freeMemory()) >> 20),
                String.format(Locale.ROOT, "%,d MB heap at most", runtime.maxMemory() >> 20),
                "");
        program.close();
        SINK.close();
        System.out.println(FIGURES);
    }

    @Test
    @Order(1)
    void mailsWithAReceiptEach() throws Exception {
        SINK.keeping(true);
        outbox(1);
        finished = SINK.messages().get(0).replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        SINK.keeping(false);
        bare(10_000);
        outbox(10_000);
        var best = 0.0;
        var limit = 0.0;
        for (var round = 0; round < 3; round++) {
            limit = Math.max(limit, bare(15_000));
            best = Math.max(best, outbox(15_000));
        }
        FIGURES.rate(
                "Mails with a receipt row each, " + CONNECTIONS + " connections",
                best,
                "in a bare loop of the same mail library",
                limit);
    }

    private static double outbox(int mails) {
        var sending = bean(SendingProcess.class);
        var incident = sending.incident();
        SINK.forget();
        sending.start(incident, "mail", mails + " customers");
        await(() -> SINK.count() >= 1);
        var started = SINK.firstAt();
        await(() -> SINK.count() >= mails);
        await(() -> !sending.waits(incident));
        var seconds = (System.nanoTime() - started) / 1e9;
        assertThat(SINK.taken()).hasSize(mails);
        return mails / seconds;
    }

    /** What the library and the sink can do over as many connections, with one finished message and no database. */
    private static double bare(int mails) throws Exception {
        SINK.forget();
        var settings = new Properties();
        settings.setProperty("mail.smtp.writetimeout", "15000");
        settings.setProperty("mail.smtp.timeout", "15000");
        var session = Session.getInstance(settings);
        var pool = Executors.newFixedThreadPool(CONNECTIONS);
        var started = System.nanoTime();
        var loops = new ArrayList<Future<?>>();
        for (var n = 0; n < CONNECTIONS; n++) {
            loops.add(pool.submit((Callable<Void>) () -> {
                var message = new MimeMessage(session, new ByteArrayInputStream(finished));
                try (var transport = session.getTransport("smtp")) {
                    transport.connect("127.0.0.1", SINK.port(), null, null);
                    for (var i = 0; i < mails / CONNECTIONS; i++) {
                        transport.sendMessage(
                                message, new InternetAddress[] {new InternetAddress("klant" + i + "@klant.example")});
                    }
                }
                return null;
            }));
        }
        for (var loop : loops) {
            loop.get();
        }
        pool.shutdown();
        return mails / ((System.nanoTime() - started) / 1e9);
    }

    private static long last;

    /** Microseconds of all processes of this JVM and its children since the last call. */
    @Test
    @Order(2)
    void fromTheCommitOfATokenToTheFirstMailTaken() throws Exception {
        var sending = bean(SendingProcess.class);
        var times = new long[200];
        for (var i = 0; i < times.length; i++) {
            var incident = sending.incident();
            sending.start(incident, "mail-at-once", "team@haarlem-hosting.example");
            // Forgetting comes before the start of the token: nothing else sends at this moment.
            await(() -> !sending.waits(incident));
            SINK.forget();
            var next = sending.incident();
            var started = System.nanoTime();
            sending.start(next, "mail-at-once", "team@haarlem-hosting.example");
            await(() -> SINK.count() >= 1);
            times[i] = SINK.firstAt() - started;
            await(() -> !sending.waits(next));
        }
        FIGURES.times("From the start of a process to its first mail taken", times, "one node, mail to one address");
    }

    private static <T> T bean(Class<T> type) {
        return program.getBean(type);
    }

    private static void await(Callable<Boolean> condition) {
        var deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        try {
            while (!condition.call()) {
                assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
                Thread.sleep(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
