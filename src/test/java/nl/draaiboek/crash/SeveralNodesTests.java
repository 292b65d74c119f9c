package nl.draaiboek.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.EmbeddedDatabase;
import nl.draaiboek.support.SmtpSink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Three programs start at the same moment on one empty database; the one that sets it up is killed with {@code -9} in the middle
 * of that. The other two serve together, until one of them is killed too.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SeveralNodesTests {

    private static final String TOKEN = "tests-monitoring-9f4c1e7ab2d8506377";
    private static final int PATIENCE = 90;

    private static final String STARTING =
            """
            select a.client_port from pg_locks l join pg_stat_activity a on a.pid = l.pid
             where a.datname = current_database() and l.locktype = 'advisory' and l.granted and l.objsubid = 1
               and (l.classid::bigint << 32 | l.objid::bigint) = 7100320070""";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static File folder;

    private final SmtpSink server = SmtpSink.start().keeping(true);
    private final String database = EmbeddedDatabase.fresh();
    private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(database, "postgres", "postgres"));
    private final List<ChildProgram> started = new ArrayList<>();
    private final List<ChildProgram> nodes = new ArrayList<>();

    @BeforeAll
    void startThreeAndKillTheOneThatSetsUp() {
        for (var number = 1; number <= 3; number++) {
            started.add(ChildProgram.start(
                    ServingProgram.class,
                    new File(folder, "node-" + number + ".log"),
                    database,
                    List.of(
                            "--draaiboek.sources.monitoring.token=" + TOKEN,
                            "--draaiboek.delivery.gone-after=1s",
                            "--spring.mail.host=127.0.0.1",
                            "--spring.mail.port=" + server.port())));
        }
        started.get(0)
                .await(
                        "two that wait for the third",
                        PATIENCE,
                        () -> started.stream().filter(this::waited).count() == 2);
        for (var node : started) {
            if (waited(node)) {
                nodes.add(node);
            } else {
                assertThat(node.told("READY")).isEmpty();
                node.kill();
            }
        }
        assertThat(nodes).hasSize(2);
        for (var node : nodes) {
            node.await("start of both", PATIENCE, () -> node.told("READY").size() == 1);
        }
    }

    @AfterAll
    void stop() {
        started.forEach(ChildProgram::close);
        server.close();
    }

    @Test
    @Order(1)
    void theDatabaseIsSetUpOnceByOneAfterTheOther() {
        assertThat(strings(STARTING)).isEmpty();
        assertThat(strings("select name_ from public.act_ru_filter"))
                .doesNotHaveDuplicates()
                .hasSize(5);
        assertThat(strings("select id_ from public.act_re_deployment")).hasSize(1);
        assertThat(strings("select key_ from public.act_re_procdef"))
                .contains("incident-response")
                .doesNotHaveDuplicates();
        assertThat(strings("select version from draaiboek.flyway_schema_history where not success"))
                .isEmpty();
        assertThat(nodes).noneMatch(node -> node.output().contains("ERROR"));
    }

    @Test
    @Order(2)
    void aLoginHoldsAtItsNodeAndTheOtherAsksForItByThePageThatLeadsBack() throws Exception {
        var browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        login(browser, 0);
        assertThat(get(browser, 0, "/internal").statusCode()).isEqualTo(200);

        var elsewhere = get(browser, 1, "/internal");

        assertThat(elsewhere.statusCode()).isEqualTo(302);
        var way = URI.create(elsewhere.headers().firstValue("location").orElseThrow());
        assertThat(way.getPath()).isEqualTo("/login");
        var page = get(browser, 1, way.getPath());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("name=\"password\"").doesNotContain("Whitelabel");
    }

    @Test
    @Order(3)
    void whenOneIsKilledTheOtherGoesOn() throws Exception {
        assertThat(alert(0, "db-1").statusCode()).isEqualTo(202);
        nodes.get(0).await("the first alert to the team", PATIENCE, () -> teamKnows("db-1"));
        assertThat(alert(0, "db-2").statusCode()).isEqualTo(202);

        nodes.get(0).kill();

        assertThat(alert(1, "db-3").statusCode()).isEqualTo(202);
        nodes.get(1).await("all alerts to the team", PATIENCE, () -> teamKnows("db-2") && teamKnows("db-3"));
        var incidents = strings("select code from draaiboek.incident");
        assertThat(incidents).hasSize(3);
        assertThat(strings(
                        "select business_key_ from act_ru_execution where parent_id_ is null and super_exec_ is null"))
                .containsExactlyInAnyOrderElementsOf(incidents);
        assertThat(strings("select id_ from public.act_ru_incident")).isEmpty();
        assertThat(nodes.get(1).alive()).isTrue();
    }

    private boolean waited(ChildProgram program) {
        return program.output().contains("This one waits until that has started");
    }

    /** Of the incident that this alert opened; a kill may cost a code, so it is not known beforehand. */
    private boolean teamKnows(String alert) {
        return strings("select code from draaiboek.incident where title = 'Storing " + alert + "'").stream()
                .anyMatch(code -> server.messages().stream().anyMatch(mail -> mail.contains("Subject: [" + code)));
    }

    private List<String> strings(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    private URI at(int node, String path) {
        return URI.create("http://127.0.0.1:" + nodes.get(node).told("READY").get(0) + path);
    }

    private HttpResponse<String> get(HttpClient browser, int node, String path)
            throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(at(node, path))
                        .header("Accept", "text/html")
                        .build(),
                BodyHandlers.ofString());
    }

    private void login(HttpClient browser, int node) throws IOException, InterruptedException {
        var form = get(browser, node, "/login").body();
        var token = form.replaceAll("(?s).*name=\"_csrf\"[^>]*value=\"([^\"]+)\".*", "$1");
        var answer = browser.send(
                HttpRequest.newBuilder(at(node, "/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("username=anouk&password=" + Company.PASSWORD + "&_csrf="
                                + URLEncoder.encode(token, StandardCharsets.UTF_8)))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("location").orElse("")).doesNotContain("error");
    }

    private HttpResponse<String> alert(int node, String group) throws IOException, InterruptedException {
        var body =
                """
                {"version":"4","groupKey":"%1$s","truncatedAlerts":0,"status":"firing","receiver":"draaiboek","groupLabels":{},
                 "commonLabels":{},"commonAnnotations":{},"externalURL":"http://alertmanager.waddenhost.example",
                 "alerts":[{"status":"firing","labels":{"alertname":"%1$s"},"annotations":{"summary":"Storing %1$s"},
                 "startsAt":"2026-11-21T01:57:30Z","endsAt":"0001-01-01T00:00:00Z",
                 "generatorURL":"http://prometheus.waddenhost.example/graph","fingerprint":"%1$s"}]}"""
                        .formatted(group);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(at(node, "/api/alerts/alertmanager"))
                                .header("Authorization", "Bearer " + TOKEN)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }
}
