package nl.draaiboek.delivery.chat;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
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
import java.util.HashMap;
import java.util.Map;
import nl.draaiboek.delivery.Outcome;
import nl.draaiboek.delivery.chat.ChatSystem.Post;
import nl.draaiboek.delivery.chat.ChatSystem.Room;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** rooms, posts and messages as Matrix' Client-Server API has them. */
class MatrixTests {

    private static final String ROOM = "/_matrix/client/v3/rooms/%21r1%3Awaddenhost.example";

    private final WireMockServer server = new WireMockServer(options().dynamicPort());
    private final Map<String, String> direct = new HashMap<>();

    @BeforeEach
    void start() {
        server.start();
        server.stubFor(any(anyUrl()).atPriority(9).willReturn(okJson("{}")));
        server.stubFor(get("/_matrix/client/v3/account/whoami")
                .willReturn(okJson("{\"user_id\": \"@draaiboek:waddenhost.example\"}")));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void makesARoomOnceAndInvitesEachOnce() {
        var alias = "/_matrix/client/v3/directory/room/%23inc-2026-0001%3Awaddenhost.example";
        server.stubFor(get(alias).willReturn(aResponse().withStatus(404).withBody("{\"errcode\": \"M_NOT_FOUND\"}")));
        server.stubFor(
                post("/_matrix/client/v3/createRoom").willReturn(okJson("{\"room_id\": \"!r1:waddenhost.example\"}")));

        assertThat(matrix().open("inc-2026-0001", "Haarlem"))
                .isEqualTo(new Room(
                        "!r1:waddenhost.example", "https://matrix.to/#/%23inc-2026-0001%3Awaddenhost.example"));
        server.verify(
                postRequestedFor(urlEqualTo("/_matrix/client/v3/createRoom"))
                        .withRequestBody(
                                equalToJson(
                                        """
                        {"room_alias_name": "inc-2026-0001", "name": "Haarlem", "preset": "private_chat",
                         "visibility": "private"}""")));
        server.stubFor(get(alias).willReturn(okJson("{\"room_id\": \"!r1:waddenhost.example\"}")));
        matrix().open("inc-2026-0001", "Haarlem");
        server.verify(1, postRequestedFor(urlEqualTo("/_matrix/client/v3/createRoom")));

        matrix().invite(room(), "@anouk:waddenhost.example");
        server.stubFor(get(ROOM + "/state/m.room.member/%40anouk%3Awaddenhost.example")
                .willReturn(okJson("{\"membership\": \"join\"}")));
        matrix().invite(room(), "@anouk:waddenhost.example");
        server.verify(
                1,
                postRequestedFor(urlEqualTo(ROOM + "/invite"))
                        .withRequestBody(equalToJson("{\"user_id\": \"@anouk:waddenhost.example\"}")));
    }

    @Test
    void sendsUnderAKeyThatTheServerKnowsAgainAndNotifiesWhoIsMeantOnly() {
        server.stubFor(put(ROOM + "/send/m.room.message/d.1").willReturn(okJson("{\"event_id\": \"$1\"}")));
        server.stubFor(put(ROOM + "/send/m.room.message/d.2").willReturn(okJson("{\"event_id\": \"$2\"}")));
        server.stubFor(get(ROOM + "/state/m.room.pinned_events/").willReturn(okJson("{\"pinned\": [\"$0\"]}")));

        assertThat(matrix().pin(room(), null, new Post("a < b\n@room", null, "d.1", false)))
                .isEqualTo("$1");
        server.verify(
                putRequestedFor(urlEqualTo(ROOM + "/send/m.room.message/d.1"))
                        .withRequestBody(
                                equalToJson(
                                        """
                        {"msgtype": "m.text", "body": "a < b\\n@room", "format": "org.matrix.custom.html",
                         "formatted_body": "a &lt; b<br>@room", "m.mentions": {}}""")));
        server.verify(putRequestedFor(urlEqualTo(ROOM + "/state/m.room.pinned_events/"))
                .withRequestBody(equalToJson("{\"pinned\": [\"$0\", \"$1\"]}")));

        assertThat(matrix().pin(room(), "$1", new Post("Renewed", null, "d.2", false)))
                .isEqualTo("$1");
        server.verify(putRequestedFor(urlEqualTo(ROOM + "/send/m.room.message/d.2"))
                .withRequestBody(equalToJson(
                        "{\"m.relates_to\": {\"rel_type\": \"m.replace\", \"event_id\": \"$1\"}}", true, true)));

        server.stubFor(put(ROOM + "/send/m.room.message/d.3").willReturn(okJson("{\"event_id\": \"$3\"}")));
        matrix().post(room(), new Post("you are tech lead", "@bram:waddenhost.example", "d.3", false));
        server.verify(putRequestedFor(urlEqualTo(ROOM + "/send/m.room.message/d.3"))
                .withRequestBody(
                        equalToJson("{\"m.mentions\": {\"user_ids\": [\"@bram:waddenhost.example\"]}}", true, true)));
    }

    @Test
    void talksToOnePersonInOneRoomAndLeavesTheirStatusToThem() {
        server.stubFor(
                post("/_matrix/client/v3/createRoom").willReturn(okJson("{\"room_id\": \"!r1:waddenhost.example\"}")));
        matrix().say("@anouk:waddenhost.example", new Post("You are paged", null, "d.4", false));
        matrix().say("@anouk:waddenhost.example", new Post("Again", null, "d.5", false));
        server.verify(1, postRequestedFor(urlEqualTo("/_matrix/client/v3/createRoom")));
        server.verify(1, putRequestedFor(urlEqualTo(ROOM + "/send/m.room.message/d.5")));
        assertThat(matrix().status("@anouk:waddenhost.example", "INC-2026-0001"))
                .isFalse();
    }

    @Test
    void readsWhatPeopleSaidPageByPageAndClosesTheRoomForWriting() {
        server.stubFor(
                get(urlPathEqualTo(ROOM + "/messages"))
                        .willReturn(
                                okJson(
                                        """
                {"start": "s1", "end": "s2", "chunk": [
                  {"type": "m.room.member", "event_id": "$a", "sender": "@anouk:waddenhost.example", "content": {}},
                  {"type": "m.room.message", "event_id": "$b", "sender": "@anouk:waddenhost.example",
                   "origin_server_ts": 1795000001000, "content": {"msgtype": "m.text", "body": "Rack 12 is warm"}},
                  {"type": "m.room.message", "event_id": "$c", "sender": "@draaiboek:waddenhost.example",
                   "content": {"msgtype": "m.text", "body": "ours"}}]}""")));
        server.stubFor(get(ROOM + "/state/m.room.power_levels/")
                .willReturn(okJson("{\"users\": {\"@draaiboek:waddenhost.example\": 100}, \"events_default\": 0}")));

        var read = matrix().history(room(), null);

        assertThat(read.said())
                .containsExactly(new ChatSystem.Said(
                        "$b",
                        Instant.ofEpochMilli(1_795_000_001_000L),
                        "@anouk:waddenhost.example",
                        "anouk",
                        "Rack 12 is warm",
                        "https://matrix.to/#/%21r1%3Awaddenhost.example/%24b"));
        assertThat(read.end()).isEqualTo("s2");
        assertThat(read.more()).isTrue();

        matrix().archive(room());
        server.verify(putRequestedFor(urlEqualTo(ROOM + "/state/m.room.power_levels/"))
                .withRequestBody(
                        equalToJson("{\"users\": {\"@draaiboek:waddenhost.example\": 100}, \"events_default\": 100}")));
    }

    @Test
    void waitsAsLongAsItIsAsked() {
        server.stubFor(put(ROOM + "/send/m.room.message/d.6")
                .willReturn(aResponse()
                        .withStatus(429)
                        .withBody("{\"errcode\": \"M_LIMIT_EXCEEDED\", \"retry_after_ms\": 2500}")));
        assertThatThrownBy(() -> matrix().post(room(), new Post("x", null, "d.6", false)))
                .isInstanceOfSatisfying(ChatFailure.class, e -> assertThat(e.outcome())
                        .isEqualTo(new Outcome.ChannelDown("Matrix asks us to wait.", Duration.ofMillis(2_500))));
    }

    private static Room room() {
        return new Room("!r1:waddenhost.example", "");
    }

    private Matrix matrix() {
        return new Matrix(
                new ChatSettings(
                        "matrix",
                        URI.create(server.baseUrl()),
                        "t0ken",
                        "",
                        "",
                        false,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(30)),
                new Matrix.DirectRooms() {
                    @Override
                    public @Nullable String of(String person) {
                        return direct.get(person);
                    }

                    @Override
                    public void keep(String person, String room) {
                        direct.put(person, room);
                    }
                },
                Clock.systemUTC());
    }
}
