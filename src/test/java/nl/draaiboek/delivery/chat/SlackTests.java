package nl.draaiboek.delivery.chat;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.conversations.ConversationsHistoryResponse;
import com.slack.api.model.Message;
import com.slack.api.model.User;
import com.slack.api.util.json.GsonFactory;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.draaiboek.delivery.Outcome;
import nl.draaiboek.delivery.chat.ChatSystem.Post;
import nl.draaiboek.delivery.chat.ChatSystem.Room;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** what we ask of Slack is what Slack's own library asks, and its answers are read as it writes them. */
class SlackTests {

    private static final Room ROOM = new Room("C0ROOM", "https://waddenhost.slack.com/archives/C0ROOM");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final WireMockServer server = new WireMockServer(options().dynamicPort());

    @BeforeEach
    void start() {
        server.start();
        server.stubFor(any(anyUrl()).atPriority(9).willReturn(okJson("{\"ok\": true}")));
        server.stubFor(post("/api/auth.test")
                .willReturn(okJson("{\"ok\": true, \"url\": \"https://waddenhost.slack.com/\", \"user_id\": \"U0BOT\","
                        + " \"bot_id\": \"B0BOT\"}")));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void asksTheSameAsSlacksOwnLibrary() throws Exception {
        server.stubFor(post("/api/conversations.create")
                .willReturn(okJson("{\"ok\": true, \"channel\": {\"id\": \"C0ROOM\", \"name\": \"inc-2026-0001\"}}")));
        server.stubFor(post("/api/chat.postMessage").willReturn(okJson("{\"ok\": true, \"ts\": \"1795.000100\"}")));
        server.stubFor(post("/api/conversations.open")
                .willReturn(okJson("{\"ok\": true, \"channel\": {\"id\": \"D0ANOUK\"}}")));

        assertThat(slack().open("inc-2026-0001", "Haarlem")).isEqualTo(ROOM);
        same("conversations.create", library().conversationsCreate(r -> r.name("inc-2026-0001")
                .isPrivate(true)));

        slack().topic(ROOM, "INC-2026-0001 · severity 1");
        same("conversations.setTopic", library().conversationsSetTopic(r -> r.channel("C0ROOM")
                .topic("INC-2026-0001 · severity 1")));

        slack().invite(ROOM, "U0ANOUK");
        same("conversations.invite", library().conversationsInvite(r -> r.channel("C0ROOM")
                .users(List.of("U0ANOUK"))));

        assertThat(slack().post(ROOM, new Post("a < b", "U0ANOUK", "k1", false)))
                .isEqualTo("1795.000100");
        same("chat.postMessage", library().chatPostMessage(r -> r.channel("C0ROOM")
                .text("<@U0ANOUK> a &lt; b")
                .unfurlLinks(false)
                .unfurlMedia(false)
                .metadata(Message.Metadata.builder()
                        .eventType("draaiboek_post")
                        .eventPayload(Map.of("key", "k1"))
                        .build())));

        assertThat(slack().pin(ROOM, null, new Post("Who does what", null, "k2", false)))
                .isEqualTo("1795.000100");
        same("pins.add", library().pinsAdd(r -> r.channel("C0ROOM").timestamp("1795.000100")));
        slack().pin(ROOM, "1795.000100", new Post("Who does what now", null, "k3", false));
        same(
                "chat.update",
                library().chatUpdate(r -> r.channel("C0ROOM").ts("1795.000100").text("Who does what now")));

        slack().say("U0ANOUK", new Post("You are paged", null, "k4", false));
        same("conversations.open", library().conversationsOpen(r -> r.users(List.of("U0ANOUK"))));

        assertThat(slack().status("U0ANOUK", "INC-2026-0001")).isTrue();
        var profile = new User.Profile();
        profile.setStatusText("INC-2026-0001");
        profile.setStatusEmoji(":rotating_light:");
        profile.setStatusExpiration(0L);
        same("users.profile.set", library().usersProfileSet(r -> r.user("U0ANOUK")
                .profile(profile)));
        server.verify(postRequestedFor(urlEqualTo("/api/users.profile.set"))
                .withHeader("Authorization", equalTo("Bearer xoxp-status")));

        slack().archive(ROOM);
        same("conversations.archive", library().conversationsArchive(r -> r.channel("C0ROOM")));
    }

    @Test
    void makesNoSecondRoomAndNoSecondPostOfTheSame() {
        server.stubFor(
                post("/api/conversations.create").willReturn(okJson("{\"ok\": false, \"error\": \"name_taken\"}")));
        server.stubFor(get(urlPathEqualTo("/api/conversations.list"))
                .willReturn(okJson("{\"ok\": true, \"channels\": [{\"id\": \"C1\", \"name\": \"general\"}],"
                        + " \"response_metadata\": {\"next_cursor\": \"dXNlcjo=\"}}")));
        server.stubFor(get(urlPathEqualTo("/api/conversations.list"))
                .withQueryParam("cursor", equalTo("dXNlcjo="))
                .willReturn(okJson("{\"ok\": true, \"channels\": [{\"id\": \"C0ROOM\", \"name\": \"inc-2026-0001\","
                        + " \"is_member\": true}], \"response_metadata\": {\"next_cursor\": \"\"}}")));
        server.stubFor(get(urlPathEqualTo("/api/conversations.history"))
                .willReturn(
                        okJson("{\"ok\": true, \"messages\": [{\"ts\": \"1795.000200\", \"metadata\": {\"event_type\":"
                                + " \"draaiboek_post\", \"event_payload\": {\"key\": \"k1\"}}}]}")));

        assertThat(slack().open("inc-2026-0001", "Haarlem").id()).isEqualTo("C0ROOM");
        assertThat(slack().post(ROOM, new Post("Once", null, "k1", true))).isEqualTo("1795.000200");
        server.verify(0, postRequestedFor(urlEqualTo("/api/chat.postMessage")));
        server.stubFor(post("/api/conversations.invite")
                .willReturn(okJson("{\"ok\": false, \"error\": \"already_in_channel\"}")));
        slack().invite(ROOM, "U0ANOUK");
    }

    @Test
    void readsWhatPeopleSaidAsSlackWritesIt() {
        var said = new ArrayList<Message>();
        said.add(
                message("1795000200.000200", "U0BRAM", "See <https://grafana.example/d/1|the graph> &amp; <@U0ANOUK>"));
        var picture = message("1795000100.000100", "U0ANOUK", "");
        picture.setSubtype("file_share");
        said.add(picture);
        said.add(message("1795000090.000000", "U0BOT", "Ours"));
        var joined = message("1795000080.000000", "U0BRAM", "joined");
        joined.setSubtype("channel_join");
        said.add(joined);
        var history = new ConversationsHistoryResponse();
        history.setOk(true);
        history.setMessages(said);
        server.stubFor(get(urlPathEqualTo("/api/conversations.history"))
                .willReturn(okJson(GsonFactory.createSnakeCase()
                        .toJson(history)
                        .replace(
                                "\"file_share\"",
                                "\"file_share\", \"files\": [{\"title\": \"rack 12.png\", \"permalink\":"
                                        + " \"https://waddenhost.slack.com/files/F1\"}]"))));
        server.stubFor(get(urlPathEqualTo("/api/users.info"))
                .willReturn(okJson("{\"ok\": true, \"user\": {\"real_name\": \"Anouk de Vries\", \"profile\":"
                        + " {\"display_name\": \"anouk\"}}}")));

        var read = slack().history(ROOM, "1795000000.000000");

        assertThat(read.said())
                .extracting(ChatSystem.Said::text)
                .containsExactly(
                        "rack 12.png: https://waddenhost.slack.com/files/F1",
                        "See the graph (https://grafana.example/d/1) & @anouk");
        assertThat(read.said().get(0))
                .extracting(ChatSystem.Said::sender, ChatSystem.Said::at, ChatSystem.Said::link)
                .containsExactly(
                        "U0ANOUK",
                        Instant.ofEpochSecond(1_795_000_100L, 100_000),
                        "https://waddenhost.slack.com/archives/C0ROOM/p1795000100000100");
        assertThat(read.end()).isEqualTo("1795000200.000200");
    }

    @Test
    void tellsAWrongTokenAWaitAndADoubtApart() {
        outcome("{\"ok\": false, \"error\": \"invalid_auth\"}", Outcome.ChannelDown.class);
        outcome("{\"ok\": false, \"error\": \"channel_not_found\"}", Outcome.Refused.class);
        outcome("{\"ok\": false, \"error\": \"fatal_error\"}", Outcome.Unknown.class);
        server.stubFor(post("/api/chat.postMessage")
                .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "30")));
        assertThat(failure()).isEqualTo(new Outcome.ChannelDown("Slack asks us to wait.", Duration.ofSeconds(30)));
        server.stubFor(post("/api/chat.postMessage").willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        assertThat(failure()).isInstanceOf(Outcome.Unknown.class);
        server.stop();
        assertThat(failure()).isInstanceOf(Outcome.ChannelDown.class);
    }

    @Test
    void saysWhatIsMissingAndNeverTheToken() {
        server.stubFor(post("/api/conversations.create")
                .willReturn(okJson("{\"ok\": false, \"error\": \"missing_scope\", \"needed\": \"groups:write\"}")));
        assertThatThrownBy(() -> slack().open("inc-2026-0001", "Haarlem"))
                .hasMessageContaining("the token needs the scope groups:write")
                .hasMessageNotContaining("xoxb-");
        assertThat(settings("slack", "").fault())
                .hasValueSatisfying(fault -> assertThat(fault).contains("DRAAIBOEK_CHAT_TOKEN"));
        assertThat(settings("teams", "x").fault())
                .hasValueSatisfying(fault -> assertThat(fault).contains("slack, mattermost or matrix"));
        assertThat(settings("slack", "xoxb-bot").toString()).doesNotContain("xoxb");
    }

    private void outcome(String answer, Class<? extends Outcome> expected) {
        server.stubFor(post("/api/chat.postMessage").willReturn(okJson(answer)));
        assertThat(failure()).isInstanceOf(expected);
    }

    private Outcome failure() {
        var caught = org.assertj.core.api.Assertions.catchThrowable(
                () -> slack().post(ROOM, new Post("x", null, "k", false)));
        return assertThat(caught).asInstanceOf(type(ChatFailure.class)).actual().outcome();
    }

    /** The last two requests of a method: ours in JSON, the library's as a form. */
    private void same(String method, Object answered) throws IOException {
        var requests = server.findAll(postRequestedFor(urlEqualTo("/api/" + method)));
        var ours = JSON.readTree(requests.get(requests.size() - 2).getBodyAsString());
        var theirs = form(requests.get(requests.size() - 1).getBodyAsString());
        assertThat(answered).isNotNull();
        assertThat(ours.size()).isPositive();
        for (var field : ours.properties()) {
            assertThat(theirs).as(method).containsKey(field.getKey());
            var value = theirs.getOrDefault(field.getKey(), "");
            if (field.getValue().isObject()) {
                var object = JSON.readTree(value);
                field.getValue().properties().forEach(part -> assertThat(object.get(part.getKey()))
                        .as(method + " " + part.getKey())
                        .isEqualTo(part.getValue()));
            } else {
                var written = field.getValue().isBoolean()
                        ? Map.of("true", "1", "false", "0").get(field.getValue().asText())
                        : field.getValue().asText();
                assertThat(value)
                        .as(method + " " + field.getKey())
                        .isIn(written, field.getValue().asText());
            }
        }
    }

    private static Map<String, String> form(String body) {
        var form = new LinkedHashMap<String, String>();
        for (var pair : body.split("&")) {
            var parts = pair.split("=", 2);
            form.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
        }
        return form;
    }

    private static Message message(String at, String user, String text) {
        var message = new Message();
        message.setType("message");
        message.setTs(at);
        message.setUser(user);
        message.setText(text);
        return message;
    }

    private MethodsClient library() throws IOException, SlackApiException {
        var config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(server.baseUrl() + "/api/");
        config.setStatsEnabled(false);
        return com.slack.api.Slack.getInstance(config).methods("xoxb-bot");
    }

    private Slack slack() {
        return new Slack(settings("slack", "xoxb-bot"), Clock.systemUTC());
    }

    private ChatSettings settings(String system, String token) {
        return new ChatSettings(
                system,
                server.isRunning() ? URI.create(server.baseUrl()) : URI.create("http://localhost:1"),
                token,
                "xoxp-status",
                "",
                false,
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                Duration.ofSeconds(30));
    }
}
