package nl.draaiboek.delivery.chat;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import nl.draaiboek.delivery.Outcome;
import nl.draaiboek.delivery.chat.ChatSystem.Post;
import nl.draaiboek.delivery.chat.ChatSystem.Room;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** rooms, posts and messages as Mattermost's API of version 4 has them. */
class MattermostTests {

    private final WireMockServer server = new WireMockServer(options().dynamicPort());

    @BeforeEach
    void start() {
        server.start();
        server.stubFor(get("/api/v4/users/me").willReturn(okJson("{\"id\": \"bot\", \"username\": \"draaiboek\"}")));
        server.stubFor(get("/api/v4/teams/name/operations").willReturn(okJson("{\"id\": \"team\"}")));
        server.stubFor(get("/api/v4/users/username/anouk").willReturn(okJson("{\"id\": \"u-anouk\"}")));
        server.stubFor(
                get("/api/v4/users/u-anouk").willReturn(okJson("{\"id\": \"u-anouk\", \"username\": \"anouk\"}")));
        server.stubFor(get("/api/v4/users/username/nobody").willReturn(missing()));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void makesARoomOnce() {
        server.stubFor(get("/api/v4/teams/team/channels/name/inc-2026-0001").willReturn(missing()));
        server.stubFor(
                post("/api/v4/channels").willReturn(okJson("{\"id\": \"room\"}").withStatus(201)));

        assertThat(mattermost().open("inc-2026-0001", "INC-2026-0001 Haarlem"))
                .isEqualTo(new Room("room", server.baseUrl() + "/operations/channels/inc-2026-0001"));
        server.verify(
                1,
                postRequestedFor(urlEqualTo("/api/v4/channels"))
                        .withHeader("Authorization", equalTo("Bearer t0ken"))
                        .withRequestBody(
                                equalToJson(
                                        """
                        {"team_id": "team", "name": "inc-2026-0001", "display_name": "INC-2026-0001 Haarlem", "type": "P"}""")));

        server.stubFor(get("/api/v4/teams/team/channels/name/inc-2026-0001").willReturn(okJson("{\"id\": \"room\"}")));
        assertThat(mattermost().open("inc-2026-0001", "INC-2026-0001 Haarlem").id())
                .isEqualTo("room");
        server.verify(1, postRequestedFor(urlEqualTo("/api/v4/channels")));
    }

    @Test
    void postsSoThatNothingTypedNotifiesAnybodyOrShowsAPicture() {
        server.stubFor(
                post("/api/v4/posts").willReturn(okJson("{\"id\": \"p1\"}").withStatus(201)));
        server.stubFor(post("/api/v4/posts/p1/pin").willReturn(okJson("{}")));
        server.stubFor(put("/api/v4/posts/p1/patch").willReturn(okJson("{}")));

        var posted = mattermost()
                .pin(
                        room(),
                        null,
                        new Post("@channel ![x](https://tracker.example/x.png) a@b.example", "@anouk", "k1", false));

        assertThat(posted).isEqualTo("p1");
        server.verify(
                1,
                postRequestedFor(urlEqualTo("/api/v4/posts"))
                        .withRequestBody(
                                equalToJson(
                                        """
                        {"channel_id": "room", "pending_post_id": "bot:k1", "props": {"draaiboek_key": "k1"},
                         "message": "@anouk @\\u200bchannel \\\\!\\\\[x\\\\](https://tracker.example/x.png) a@b.example"}""")));
        mattermost().pin(room(), "p1", new Post("Renewed", null, "k2", false));
        server.verify(
                1,
                putRequestedFor(urlEqualTo("/api/v4/posts/p1/patch"))
                        .withRequestBody(equalToJson("{\"message\": \"Renewed\"}")));
        server.verify(1, postRequestedFor(urlEqualTo("/api/v4/posts")));

        server.stubFor(get(urlPathEqualTo("/api/v4/channels/room/posts"))
                .willReturn(okJson("{\"order\": [\"p9\"], \"posts\": {\"p9\": {\"id\": \"p9\", \"props\":"
                        + " {\"draaiboek_key\": \"k3\"}}}}")));
        assertThat(mattermost().post(room(), new Post("May have arrived", null, "k3", true)))
                .isEqualTo("p9");
        server.verify(1, postRequestedFor(urlEqualTo("/api/v4/posts")));
    }

    @Test
    void invitesTellsAndSetsAStatusByName() {
        server.stubFor(
                post("/api/v4/channels/room/members").willReturn(okJson("{}").withStatus(201)));
        server.stubFor(put("/api/v4/channels/room/patch").willReturn(okJson("{}")));
        server.stubFor(put("/api/v4/users/u-anouk/status/custom").willReturn(okJson("{}")));
        server.stubFor(delete("/api/v4/users/u-anouk/status/custom").willReturn(okJson("{}")));
        server.stubFor(delete("/api/v4/channels/room").willReturn(okJson("{}")));
        server.stubFor(post("/api/v4/channels/direct")
                .willReturn(okJson("{\"id\": \"direct\"}").withStatus(201)));
        server.stubFor(
                post("/api/v4/posts").willReturn(okJson("{\"id\": \"p2\"}").withStatus(201)));

        mattermost().invite(room(), "@anouk");
        mattermost().topic(room(), "INC-2026-0001");
        mattermost().say("@anouk", new Post("You are paged", null, "k1", false));
        assertThat(mattermost().status("@anouk", "INC-2026-0001")).isTrue();
        assertThat(mattermost().status("@anouk", "")).isTrue();
        mattermost().archive(room());

        server.verify(postRequestedFor(urlEqualTo("/api/v4/channels/room/members"))
                .withRequestBody(equalToJson("{\"user_id\": \"u-anouk\"}")));
        server.verify(putRequestedFor(urlEqualTo("/api/v4/channels/room/patch"))
                .withRequestBody(equalToJson("{\"header\": \"INC-2026-0001\"}")));
        server.verify(postRequestedFor(urlEqualTo("/api/v4/channels/direct"))
                .withRequestBody(equalToJson("[\"bot\", \"u-anouk\"]")));
        server.verify(putRequestedFor(urlEqualTo("/api/v4/users/u-anouk/status/custom"))
                .withHeader("Authorization", equalTo("Bearer admin"))
                .withRequestBody(equalToJson("{\"emoji\": \"rotating_light\", \"text\": \"INC-2026-0001\"}")));
        server.verify(1, deleteRequestedFor(urlEqualTo("/api/v4/users/u-anouk/status/custom")));
        assertThatThrownBy(() -> mattermost().invite(room(), "@nobody"))
                .isInstanceOfSatisfying(
                        ChatFailure.class, e -> assertThat(e.outcome()).isInstanceOf(Outcome.Refused.class));
    }

    @Test
    void readsWhatPeopleSaidOldestFirst() {
        server.stubFor(
                get(urlPathEqualTo("/api/v4/channels/room/posts"))
                        .willReturn(
                                okJson(
                                        """
                {"order": ["p3", "p2", "p1", "p0"], "posts": {
                  "p0": {"id": "p0", "create_at": 1795000000000, "update_at": 1795000000000, "user_id": "u-anouk",
                         "type": "system_join_channel", "message": "joined"},
                  "p1": {"id": "p1", "create_at": 1795000001000, "update_at": 1795000001000, "user_id": "u-anouk",
                         "message": "**Rack 12** is warm", "metadata": {"files": [{"id": "f1", "name": "rack.png"}]}},
                  "p2": {"id": "p2", "create_at": 1795000002000, "update_at": 1795000002000, "user_id": "bot", "message": "ours"},
                  "p3": {"id": "p3", "create_at": 1795000003000, "update_at": 1795000003000, "delete_at": 1795000004000,
                         "user_id": "u-anouk", "message": "taken back"}}}""")));

        var read = mattermost().history(room(), "1794999999999");

        assertThat(read.said()).hasSize(1);
        assertThat(read.said().get(0))
                .isEqualTo(new ChatSystem.Said(
                        "p1",
                        Instant.ofEpochMilli(1_795_000_001_000L),
                        "@anouk",
                        "anouk",
                        "**Rack 12** is warm\nrack.png: " + server.baseUrl() + "/api/v4/files/f1",
                        server.baseUrl() + "/operations/pl/p1"));
        assertThat(read.end()).isEqualTo("1795000003000");
    }

    @Test
    void waitsAsLongAsItIsAsked() {
        server.stubFor(
                post("/api/v4/posts").willReturn(aResponse().withStatus(429).withHeader("X-Ratelimit-Reset", "7")));
        assertThatThrownBy(() -> mattermost().post(room(), new Post("x", null, "k", false)))
                .isInstanceOfSatisfying(ChatFailure.class, e -> assertThat(e.outcome())
                        .isEqualTo(new Outcome.ChannelDown("Mattermost asks us to wait.", Duration.ofSeconds(7))));
    }

    private static Room room() {
        return new Room("room", "");
    }

    private static com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder missing() {
        return aResponse().withStatus(404).withBody("{\"id\": \"store.sql_channel.get_by_name.missing.app_error\"}");
    }

    private Mattermost mattermost() {
        return new Mattermost(
                new ChatSettings(
                        "mattermost",
                        URI.create(server.baseUrl() + "/"),
                        "t0ken",
                        "admin",
                        "operations",
                        false,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(30)),
                Clock.systemUTC());
    }
}
