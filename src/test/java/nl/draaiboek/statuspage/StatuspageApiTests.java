package nl.draaiboek.statuspage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/**
 * The shape that clients of Atlassian Statuspage know, written down by hand from its public documentation: which fields
 * there are, of which kind, and which may be null. More than that does not harm a client; less does.
 */
@ScenarioTest
class StatuspageApiTests {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String MOMENT = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
    private static final String ID = "[a-z0-9-]+";

    private static final Map<String, String> PAGE = Map.of(
            "id", ID, "name", ".+", "url", "https?://.+/status", "time_zone", "Europe/Amsterdam", "updated_at", MOMENT);

    private static final Map<String, String> STATUS =
            Map.of("indicator", "none|minor|major|critical|maintenance", "description", ".+");

    private static final Map<String, String> COMPONENT = Map.ofEntries(
            Map.entry("id", ID),
            Map.entry("name", ".+"),
            Map.entry("status", "operational|degraded_performance|partial_outage|major_outage|under_maintenance"),
            Map.entry("created_at", MOMENT),
            Map.entry("updated_at", MOMENT),
            Map.entry("position", "\\d+"),
            Map.entry("description", ".+|null"),
            Map.entry("showcase", "true|false"),
            Map.entry("start_date", "\\d{4}-\\d\\d-\\d\\d|null"),
            Map.entry("group_id", ID + "|null"),
            Map.entry("page_id", ID),
            Map.entry("group", "true|false"),
            Map.entry("only_show_if_degraded", "true|false"));

    private static final Map<String, String> INCIDENT = Map.ofEntries(
            Map.entry("id", ID),
            Map.entry("name", ".+"),
            Map.entry("status", "investigating|identified|monitoring|resolved|postmortem"),
            Map.entry("created_at", MOMENT),
            Map.entry("updated_at", MOMENT),
            Map.entry("monitoring_at", MOMENT + "|null"),
            Map.entry("resolved_at", MOMENT + "|null"),
            Map.entry("impact", "none|minor|major|critical"),
            Map.entry("shortlink", "https?://.+/status/incidents/INC-.+"),
            Map.entry("started_at", MOMENT),
            Map.entry("page_id", ID),
            Map.entry("incident_updates", "\\[.*]"),
            Map.entry("components", "\\[.*]"),
            Map.entry("reminder_intervals", "null"));

    private static final Map<String, String> UPDATE = Map.ofEntries(
            Map.entry("id", ID),
            Map.entry("status", "investigating|identified|monitoring|resolved|postmortem"),
            Map.entry("body", "(?s).+"),
            Map.entry("incident_id", ID),
            Map.entry("created_at", MOMENT),
            Map.entry("updated_at", MOMENT),
            Map.entry("display_at", MOMENT),
            Map.entry("affected_components", "\\[.*]|null"),
            Map.entry("deliver_notifications", "true|false"),
            Map.entry("custom_tweet", "null"),
            Map.entry("tweet_id", "null"));

    private static final Map<String, String> AFFECTED =
            Map.of("code", ID, "name", ".+", "old_status", "[a-z_]+", "new_status", "[a-z_]+");

    @Autowired
    ApplicationContext context;

    @Autowired
    Scenario scenario;

    @LocalServerPort
    int port;

    private final ObjectMapper json = new ObjectMapper();
    private PublishedStory story;

    @BeforeEach
    void register() {
        story = new PublishedStory(context);
        story.register();
    }

    @Test
    void saysNoneWhenNothingIsWrong() throws Exception {
        var summary = get("summary.json");

        fits(summary.get("page"), PAGE);
        fits(summary.get("status"), STATUS);
        assertThat(summary.at("/status/indicator").asText()).isEqualTo("none");
        assertThat(summary.at("/status/description").asText()).isEqualTo("All Systems Operational");
        assertThat(summary.get("incidents")).isEmpty();
        assertThat(summary.get("scheduled_maintenances").isArray()).isTrue();
        assertThat(ids(summary.get("components")))
                .as("in the register's order, and only what customers see")
                .containsExactly("hosting", "hosting-haarlem", "hosting-utrecht", "mail", "klantportaal");
    }

    @Test
    void hasTheShapeThatClientsOfStatuspageKnow() throws Exception {
        var code = lifeOfAnIncident();

        for (var path : List.of(
                "summary.json", "status.json", "components.json", "incidents.json", "incidents/unresolved.json")) {
            fits(get(path).get("page"), PAGE);
        }
        var summary = get("summary.json");
        assertThat(names(summary))
                .containsExactlyInAnyOrder("page", "components", "incidents", "scheduled_maintenances", "status");
        assertThat(names(get("status.json"))).containsExactlyInAnyOrder("page", "status");
        assertThat(names(get("components.json"))).containsExactlyInAnyOrder("page", "components");
        assertThat(names(get("incidents.json"))).containsExactlyInAnyOrder("page", "incidents");
        summary.get("components").forEach(component -> fits(component, COMPONENT));
        var incident = summary.get("incidents").get(0);
        fits(incident, INCIDENT);
        incident.get("incident_updates").forEach(update -> {
            fits(update, UPDATE);
            assertThat(update.get("incident_id")).isEqualTo(incident.get("id"));
            update.get("affected_components").forEach(affected -> fits(affected, AFFECTED));
        });
        incident.get("components").forEach(component -> fits(component, COMPONENT));
        assertThat(incident.get("shortlink").asText()).endsWith("/status/incidents/" + code);
        assertThat(get("scheduled-maintenances/upcoming.json").get("scheduled_maintenances"))
                .isEmpty();
    }

    @Test
    void tellsWhereEveryServiceAndIncidentStands() throws Exception {
        lifeOfAnIncident();
        var summary = get("summary.json");

        assertThat(summary.at("/status/indicator").asText()).isEqualTo("critical");
        assertThat(summary.at("/status/description").asText()).isEqualTo("Major System Outage");
        var group = summary.get("components").get(0);
        assertThat(group.get("group").asBoolean()).isTrue();
        assertThat(group.get("status").asText()).isEqualTo("major_outage");
        assertThat(group.get("components").toString()).isEqualTo("[\"hosting-haarlem\",\"hosting-utrecht\"]");
        var part = summary.get("components").get(1);
        assertThat(part.get("group_id").asText()).isEqualTo("hosting");
        assertThat(part.get("status").asText()).isEqualTo("major_outage");
        assertThat(summary.get("components").get(2).get("status").asText()).isEqualTo("operational");

        var incident = summary.get("incidents").get(0);
        assertThat(incident.get("name").asText()).isEqualTo("Disruption: Web hosting Haarlem");
        assertThat(incident.get("impact").asText()).isEqualTo("critical");
        assertThat(incident.get("status").asText()).isEqualTo("identified");
        assertThat(incident.get("started_at").asText()).isEqualTo("2026-11-21T02:00:00.000Z");
        assertThat(incident.get("updated_at").asText()).isEqualTo("2026-11-21T02:15:00.000Z");
        assertThat(incident.get("resolved_at").isNull()).isTrue();
        assertThat(incident.get("next_update_at").asText())
                .as("theirs has no word for a promise; ours has")
                .isEqualTo("2026-11-21T02:30:00.000Z");
        assertThat(incident.at("/incident_updates/0/body").asText()).isEqualTo("We know the cause.");
        assertThat(incident.at("/incident_updates/1/affected_components/0/old_status")
                        .asText())
                .isEqualTo("operational");
        assertThat(incident.at("/incident_updates/1/affected_components/0/new_status")
                        .asText())
                .isEqualTo("major_outage");
        assertThat(get("incidents.json?lang=nl")
                        .at("/incidents/0/incident_updates/0/body")
                        .asText())
                .isEqualTo("De oorzaak is bekend.");
    }

    @Test
    void movesAResolvedIncidentOutOfTheUnresolvedOnes() throws Exception {
        var code = lifeOfAnIncident();
        scenario.clock().advance(Duration.ofMinutes(30));
        story.about(code, "MONITORING")
                .with("services", "hosting-haarlem")
                .with("since", "2026-11-21T02:00:00Z")
                .to("status-page");
        assertThat(get("status.json").at("/status/indicator").asText()).isEqualTo("minor");
        scenario.clock().advance(Duration.ofMinutes(30));
        story.about(code, "RESOLVED")
                .with("services", "hosting-haarlem")
                .with("since", "2026-11-21T02:00:00Z")
                .to("status-page");

        assertThat(get("incidents/unresolved.json").get("incidents")).isEmpty();
        assertThat(get("summary.json").get("incidents")).isEmpty();
        assertThat(get("status.json").at("/status/indicator").asText()).isEqualTo("none");
        var over = get("incidents.json").at("/incidents/0");
        fits(over, INCIDENT);
        assertThat(over.get("status").asText()).isEqualTo("resolved");
        assertThat(over.get("monitoring_at").asText()).isEqualTo("2026-11-21T02:45:00.000Z");
        assertThat(over.get("resolved_at").asText()).isEqualTo("2026-11-21T03:15:00.000Z");
        assertThat(over.get("next_update_at").isNull()).isTrue();
        assertThat(over.get("incident_updates")).hasSize(4);
    }

    @Test
    void mayBeReadByScriptsOfOtherPagesButNotWrittenTo() throws Exception {
        var answer = HTTP.send(
                HttpRequest.newBuilder(uri("summary.json"))
                        .header("Origin", "https://dashboard.example")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.headers().firstValue("ETag")).isPresent();

        var preflight = HTTP.send(
                HttpRequest.newBuilder(uri("summary.json"))
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .header("Origin", "https://dashboard.example")
                        .header("Access-Control-Request-Method", "POST")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(preflight.statusCode()).isEqualTo(403);
    }

    private IncidentCode lifeOfAnIncident() {
        var code = story.incident(Severity.ONE, "Stroom weg in zaal 2", "hosting-haarlem");
        story.about(code, "INVESTIGATING")
                .with("services", "hosting-haarlem")
                .with("nextPromised", "2026-11-21T02:15:00Z")
                .to("status-page");
        scenario.clock().advance(Duration.ofMinutes(15));
        story.about(code, "IDENTIFIED")
                .words("De oorzaak is bekend.", "We know the cause.")
                .with("services", "hosting-haarlem")
                .with("since", "2026-11-21T02:00:00Z")
                .with("nextPromised", "2026-11-21T02:30:00Z")
                .to("status-page");
        return code;
    }

    private static void fits(JsonNode object, Map<String, String> shape) {
        assertThat(names(object)).containsAll(shape.keySet());
        shape.forEach((field, pattern) -> {
            var value = object.get(field);
            assertThat(value.isValueNode() ? value.asText() : value.toString())
                    .as(field + " of " + object)
                    .matches(pattern);
        });
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> ids(JsonNode list) {
        var ids = new ArrayList<String>();
        list.forEach(item -> ids.add(item.get("id").asText()));
        return ids;
    }

    private JsonNode get(String path) throws Exception {
        var answer = HTTP.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + "/status/api/v2/" + path);
    }
}
