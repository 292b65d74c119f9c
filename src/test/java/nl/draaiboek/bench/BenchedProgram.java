package nl.draaiboek.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import nl.draaiboek.DraaiboekApplication;
import nl.draaiboek.delivery.SendingProcess;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.SmtpSink;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole program as it runs, on a PostgreSQL that waits for its disk, and an SMTP server on the same machine. */
final class BenchedProgram implements AutoCloseable {

    /** To the mail server, and of those who hand in alerts. */
    static final int CONNECTIONS = 4;

    private final EmbeddedPostgres database;
    private final SmtpSink sink = SmtpSink.start();
    private final GatewaySink gateway = new GatewaySink();
    private final ConfigurableApplicationContext program;
    private final Duration startedIn;

    BenchedProgram() {
        try {
            database = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", "100")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL for the benchmarks does not start.", e);
        }
        var began = System.nanoTime();
        program = new SpringApplicationBuilder(DraaiboekApplication.class, SendingProcess.class)
                .properties(Map.<String, Object>ofEntries(
                        Map.entry("server.port", "0"),
                        Map.entry("spring.datasource.url", database.getJdbcUrl("postgres", "postgres")),
                        Map.entry("spring.datasource.username", "postgres"),
                        Map.entry("spring.datasource.password", "postgres"),
                        Map.entry("spring.mail.host", "127.0.0.1"),
                        Map.entry("spring.mail.port", sink.port()),
                        Map.entry("draaiboek.mail.from", "status@waddenhost.example"),
                        Map.entry("draaiboek.mail.connections", CONNECTIONS),
                        Map.entry("draaiboek.mail.per-second", 1_000_000),
                        Map.entry("draaiboek.intake.deliveries-per-second", 1_000_000),
                        Map.entry("draaiboek.sms.providers", "bench"),
                        Map.entry("draaiboek.sms.connections", CONNECTIONS),
                        Map.entry("draaiboek.sms.per-second", 1_000_000),
                        Map.entry("draaiboek.sms.gateways.bench.url", gateway.address()),
                        Map.entry("draaiboek.sms.gateways.bench.body", "to={to}&text={text}"),
                        Map.entry("draaiboek.paging.per-person-per-hour", 1_000_000),
                        Map.entry("draaiboek.sources.monitoring.token", Scenario.MONITORING_TOKEN)))
                .profiles("test")
                .run();
        startedIn = Duration.ofNanos(System.nanoTime() - began);
        Company.hire(bean(IdentityService.class));
    }

    <T> T bean(Class<T> type) {
        return program.getBean(type);
    }

    /** What acts on what came in; stopped, everything is only kept. */
    SmartLifecycle taker() {
        return program.getBean("nl.draaiboek.intake.IntakeWorker", SmartLifecycle.class);
    }

    JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    SmtpSink sink() {
        return sink;
    }

    GatewaySink gateway() {
        return gateway;
    }

    int port() {
        return Integer.parseInt(String.valueOf(program.getEnvironment().getProperty("local.server.port")));
    }

    Duration startedIn() {
        return startedIn;
    }

    String setting(String name) {
        return jdbc().sql("select current_setting(?)")
                .param(name)
                .query(String.class)
                .single();
    }

    int count(String query) {
        return jdbc().sql(query).query(Integer.class).single();
    }

    /** Nothing waits to be acted on, done or sent. */
    void awaitQuiet() {
        await(() -> count(
                        """
                select (select count(*) from draaiboek.signal where state in ('RECEIVED', 'FAILED'))
                     + (select count(*) from act_ru_job
                        where (duedate_ is null or duedate_ <= localtimestamp) and suspension_state_ = 1)
                     + (select count(*) from draaiboek.delivery where state = 'open')""")
                == 0);
    }

    static void await(Callable<Boolean> condition) {
        var deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
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

    @Override
    public void close() throws IOException {
        program.close();
        sink.close();
        gateway.close();
        database.close();
    }
}
