package nl.draaiboek.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What strangers and the careless send. */
@ScenarioTest
class HostileInputTests {

    private static final String ALERTS = "/api/alerts/alertmanager";
    private static final String EVENTS = "/api/alerts";
    private static final String REPORTS = "/api/reports";
    private static final String JSON = "application/json";
    private static final String EVENT = "application/cloudevents+json";

    @LocalServerPort
    int port;

    @Autowired
    Scenario scenario;

    @Autowired
    Incidents incidents;

    @Autowired
    IncidentRecord record;

    @Autowired
    JdbcClient jdbc;

    Door door;

    @BeforeEach
    void open() {
        door = new Door(port);
    }

    static Stream<Arguments> refused() {
        var good = Door.alert("g", "f", "firing", "2026-11-21T01:57:30Z", "", "x");
        return Stream.of(
                refused("no JSON", ALERTS, JSON, "hallo", 400, "", "line 1"),
                refused("nothing", ALERTS, JSON, "", 400, "", "empty"),
                refused("half of it", ALERTS, JSON, good.substring(0, 100), 400, "", "JSON"),
                refused("two in one body", ALERTS, JSON, good + good, 400, "", "JSON"),
                refused("a key twice", REPORTS, JSON, "{\"what\":\"a\",\"what\":\"b\"}", 400, "", "what"),
                refused("an array", ALERTS, JSON, "[]", 400, "", "object"),
                refused("nested too deep", REPORTS, JSON, "[".repeat(100_000), 400, "", "nesting"),
                refused("another version", ALERTS, JSON, good.replace("\"4\"", "\"3\""), 400, "/version", "4"),
                refused("no group", ALERTS, JSON, good.replace("groupKey", "g"), 400, "/groupKey", "text"),
                refused(
                        "a list that is none",
                        ALERTS,
                        JSON,
                        "{\"version\":\"4\",\"groupKey\":\"g\",\"alerts\":7}",
                        400,
                        "/alerts",
                        "array"),
                refused(
                        "an odd status",
                        ALERTS,
                        JSON,
                        good.replace("\"status\":\"firing\",\"labels\"", "\"status\":\"aan\",\"labels\""),
                        400,
                        "/alerts/0/status",
                        "firing"),
                refused(
                        "an odd moment",
                        ALERTS,
                        JSON,
                        good.replace("2026-11-21T01:57:30Z", "gisteren"),
                        400,
                        "/alerts/0/startsAt",
                        "2026-11-21"),
                refused("no words", REPORTS, JSON, "{\"what\":\"  \"}", 400, "/what", "text"),
                refused("invisible words", REPORTS, JSON, "{\"what\":\"\\u202e\\u0007\"}", 400, "/what", "read"),
                refused(
                        "an odd severity",
                        REPORTS,
                        JSON,
                        "{\"what\":\"a\",\"severity\":\"mwah\"}",
                        400,
                        "/severity",
                        "1, 2 or 3"),
                refused(
                        "an odd channel",
                        REPORTS,
                        JSON,
                        "{\"what\":\"a\",\"channel\":\"postduif\"}",
                        400,
                        "/channel",
                        "customer"),
                refused(
                        "danger perhaps",
                        REPORTS,
                        JSON,
                        "{\"what\":\"a\",\"danger\":\"misschien\"}",
                        400,
                        "/danger",
                        "true or false"),
                refused(
                        "a header in an address",
                        REPORTS,
                        JSON,
                        "{\"what\":\"a\",\"who\":{\"mail\":\"a@b.example\\r\\nBcc: all@b.example\"}}",
                        400,
                        "/who/mail",
                        "one mail address"),
                refused(
                        "two addresses",
                        REPORTS,
                        JSON,
                        "{\"what\":\"a\",\"who\":{\"mail\":\"a@b.example,c@d.example\"}}",
                        400,
                        "/who/mail",
                        "one mail address"),
                refused(
                        "form data",
                        ALERTS,
                        "application/x-www-form-urlencoded",
                        "a=b",
                        415,
                        "Content-Type",
                        "application/json"),
                refused("a type that is none", ALERTS, "x", "{}", 415, "Content-Type", "application/json"),
                refused("plain JSON as an event", EVENTS, JSON, "{}", 415, "Content-Type", "cloudevents"),
                refused(
                        "an event without id",
                        EVENTS,
                        EVENT,
                        "{\"specversion\":\"1.0\",\"source\":\"s\",\"type\":\"t\"}",
                        400,
                        "/id",
                        "text"),
                refused(
                        "an event of another version",
                        EVENTS,
                        EVENT,
                        "{\"specversion\":\"0.3\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"}",
                        400,
                        "/specversion",
                        "1.0"),
                refused(
                        "an event whose source is none",
                        EVENTS,
                        EVENT,
                        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"%%\",\"type\":\"t\"}",
                        400,
                        "",
                        "CloudEvent"),
                refused("a batch that is none", EVENTS, "application/cloudevents-batch+json", "{}", 400, "", "array"),
                refused("10 MB", ALERTS, JSON, " ".repeat(10_000_000) + "{}", 413, "Content-Length", "5120 kB"),
                refused(
                        "a report of 300 kB",
                        REPORTS,
                        JSON,
                        "{\"what\":\"" + "a".repeat(300_000) + "\"}",
                        413,
                        "Content-Length",
                        "256 kB"),
                refused("100,000 alerts", ALERTS, JSON, hundredThousandAlerts(), 413, "Content-Length", "max_alerts"),
                refused("an address that is none", "/api/alerts/nagios", JSON, "{}", 404, "", "/api/alerts"),
                refused("an address elsewhere", "/api/nope", JSON, "{}", 404, "", "/api/alerts"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void saysWhichFieldAndWhatWasExpected(
            String what, String path, String type, String body, int status, String field, String detail) {
        var answer = door.post(path, type, Scenario.MONITORING_TOKEN, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"status\":" + status).contains(detail);
        if (!field.isEmpty()) {
            assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
        }
        assertThat(jdbc.sql("select count(*) from draaiboek.signal")
                        .query(Integer.class)
                        .single())
                .as("nothing is kept of it")
                .isZero();
    }

    static Stream<Arguments> kept() {
        return Stream.of(
                Arguments.of("<script>alert(1)</script>", "<script>alert(1)</script>"),
                Arguments.of("{{7*7}} ${7*7} #{7*7} <%= 7*7 %>", "{{7*7}} ${7*7} #{7*7} <%= 7*7 %>"),
                Arguments.of("${incidents.view('x')}", "${incidents.view('x')}"),
                Arguments.of(
                        "Café in Zoëterwoude: één storing 🔥 ‘s nachts",
                        "Café in Zoëterwoude: één storing 🔥 ‘s nachts"),
                Arguments.of("Down\\r\\nBcc: all@waddenhost.example", "Down Bcc: all@waddenhost.example"),
                Arguments.of("nul\\u0000byte", "nul\uFFFDbyte"),
                Arguments.of("half \\ud83d pair", "half \uFFFD pair"),
                Arguments.of("right \\u202eto left", "right to left"),
                Arguments.of("'; drop table draaiboek.signal; --", "'; drop table draaiboek.signal; --"));
    }

    @ParameterizedTest
    @MethodSource("kept")
    void keepsWhatWasTypedAsItWasTypedInOneLine(String typed, String title) {
        assertThat(door.report("{\"what\":\"" + typed + "\"}").statusCode()).isEqualTo(202);
        scenario.takeIn();

        var incident = incidents.latest(1).get(0);
        assertThat(incident.title()).isEqualTo(title);
        assertThat(record.of(incident.code()).get(0).details()).containsEntry("title", title);
        assertThat(record.firstBroken(incident.code())).isZero();
    }

    @Test
    void alertsWithNulAndHalfPairsInKeysAndValuesAreKept() {
        var alert = Door.alert(
                "g\\u0000",
                "f",
                "firing",
                "2026-11-21T01:57:30Z",
                "\"a\\u0000\":\"\\udc00\",\"service\":\"x\\u0000\"",
                "s\\u0000");

        assertThat(door.alertmanager(alert).statusCode()).isEqualTo(202);
        scenario.takeIn();

        assertThat(incidents.running()).hasSize(1);
    }

    @Test
    void numbersThatNoDatabaseHoldsAreKept() {
        var answer = door.report("{\"what\":\"a\",\"x\":1e999,\"y\":-1e-999,\"z\":" + "9".repeat(99) + "}");

        assertThat(answer.statusCode()).isEqualTo(202);
    }

    @Test
    void aLineOfAnyLengthBecomesATitle() {
        door.report("{\"what\":\"" + "é🔥".repeat(20_000) + "\"}");
        scenario.takeIn();

        assertThat(incidents.running().get(0).title().length()).isLessThanOrEqualTo(200);
        assertThat(incidents.running().get(0).title()).endsWith("…");
    }

    @Test
    void manyAlertsThatFitAreTakenInAtOnce() {
        var alerts = IntStream.range(0, 20_000)
                .mapToObj(i -> "{\"status\":\"firing\",\"labels\":{\"i\":\"" + i
                        + "\"},\"startsAt\":\"2026-11-21T01:57:30Z\",\"fingerprint\":\"" + i + "\"}")
                .collect(Collectors.joining(","));
        var began = System.nanoTime();

        var answer = door.alertmanager("{\"version\":\"4\",\"groupKey\":\"storm\",\"alerts\":[" + alerts + "]}");

        var kept = (System.nanoTime() - began) / 1_000_000;
        assertThat(answer.body()).isEqualTo("{\"received\":20000,\"new\":20000}");
        scenario.takeIn();
        System.out.printf(
                "20,000 alerts in one body: kept in %d ms, acted on in %d ms%n",
                kept, (System.nanoTime() - began) / 1_000_000 - kept);
        assertThat(incidents.running()).hasSize(1);
        assertThat(record.of(incidents.running().get(0).code()))
                .as("not an entry an alert")
                .hasSizeLessThan(100);
    }

    @Test
    void nobodyComesInWithoutTheTokenOfASource() {
        for (var token : new String[] {
            "", "x", Scenario.MONITORING_TOKEN + "x", Scenario.MONITORING_TOKEN.toUpperCase(Locale.ROOT)
        }) {
            var answer = door.post(REPORTS, JSON, token, "{\"what\":\"a\"}");
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(v -> assertThat(v).startsWith("Bearer"));
            assertThat(answer.body()).contains("\"field\":\"Authorization\"").doesNotContain("tests-");
        }
        var without = door.send(door.request(ALERTS)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
        assertThat(without.statusCode()).isEqualTo(401);
        var basic = door.send(door.request(ALERTS)
                .header("Authorization", "Basic YWRtaW46ZGVtbw==")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
        assertThat(basic.statusCode()).isEqualTo(401);
        assertThat(basic.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(jdbc.sql("select count(*) from draaiboek.signal")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void onlyPostIsTaken() {
        var answer = door.send(door.request(ALERTS)
                .header("Authorization", "Bearer " + Scenario.MONITORING_TOKEN)
                .GET()
                .build());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        var answer = door.send(door.request(REPORTS)
                .header("Authorization", "Bearer " + Scenario.TICKETS_TOKEN)
                .header("Content-Type", JSON)
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        "{\"what\":\"\u00ff\u00fe\"}".getBytes(StandardCharsets.ISO_8859_1)))
                .build());

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    private static Arguments refused(
            String what, String path, String type, String body, int status, String field, String detail) {
        return Arguments.of(what, path, type, body, status, field, detail);
    }

    private static String hundredThousandAlerts() {
        var one = "{\"status\":\"firing\",\"labels\":{\"alertname\":\"Down\"},\"startsAt\":\"2026-11-21T01:57:30Z\"}";
        return "{\"version\":\"4\",\"groupKey\":\"g\",\"alerts\":["
                + IntStream.range(0, 100_000).mapToObj(i -> one).collect(Collectors.joining(","))
                + "]}";
    }
}
