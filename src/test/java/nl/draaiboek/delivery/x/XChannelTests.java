package nl.draaiboek.delivery.x;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.scribejava.core.model.OAuthConstants;
import com.github.scribejava.core.services.HMACSha1SignatureService;
import com.github.scribejava.core.utils.OAuthEncoder;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import nl.draaiboek.delivery.Content;
import nl.draaiboek.delivery.Outcome;
import nl.draaiboek.delivery.OutgoingMessage;
import nl.draaiboek.delivery.Recipient;
import nl.draaiboek.incident.IncidentCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** one post, or one thread, or somebody is told. */
class XChannelTests {

    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");

    private final WireMockServer x = new WireMockServer(options().dynamicPort());

    @BeforeEach
    void start() {
        x.start();
    }

    @AfterEach
    void stop() {
        x.stop();
    }

    @Test
    void postsAndKeepsTheIdByWhichTheNextOneAnswers() {
        x.stubFor(post("/2/tweets")
                .willReturn(
                        okJson("{\"data\":{\"id\":\"1901\",\"text\":\"…\"}}").withStatus(201)));

        assertThat(send("Storing in Haarlem. Wij onderzoeken het. ⚡", "1900")).isEqualTo(new Outcome.Delivered("1901"));

        x.verify(
                1,
                postRequestedFor(urlEqualTo("/2/tweets"))
                        .withHeader("Authorization", matching("OAuth .*oauth_signature=\"[^\"]+\".*"))
                        .withRequestBody(
                                equalToJson(
                                        """
                        {"text": "Storing in Haarlem. Wij onderzoeken het. ⚡",
                         "reply": {"in_reply_to_tweet_id": "1900"}}""")));
    }

    @Test
    void splitsALongTextIntoAThreadOfReplies() {
        x.stubFor(post("/2/tweets")
                .inScenario("thread")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(okJson("{\"data\":{\"id\":\"1\"}}"))
                .willSetStateTo("second"));
        x.stubFor(post("/2/tweets")
                .inScenario("thread")
                .whenScenarioStateIs("second")
                .willReturn(okJson("{\"data\":{\"id\":\"2\"}}")));

        assertThat(send("Wij onderzoeken de storing. ".repeat(15), null)).isEqualTo(new Outcome.Delivered("2"));

        x.verify(
                1,
                postRequestedFor(urlEqualTo("/2/tweets"))
                        .withRequestBody(containing("(2/2)"))
                        .withRequestBody(matchingJsonPath("$.reply.in_reply_to_tweet_id", equalTo("1"))));
    }

    @Test
    void waitsAsLongAsTheRateLimitSays() {
        x.stubFor(post("/2/tweets")
                .willReturn(aResponse()
                        .withStatus(429)
                        .withHeader("x-rate-limit-reset", Long.toString(NOW.getEpochSecond() + 90))));

        assertThat(send("Storing", null))
                .isInstanceOfSatisfying(Outcome.ChannelDown.class, down -> assertThat(down.retryAfter())
                        .isEqualTo(Duration.ofSeconds(90)));
    }

    @Test
    void doesNotKnowWhatBecameOfAPostThatWasNotAnswered() {
        x.stubFor(post("/2/tweets").willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        assertThat(send("Storing", null)).isInstanceOf(Outcome.Unknown.class);

        x.stubFor(post("/2/tweets").willReturn(aResponse().withStatus(500)));
        assertThat(send("Storing", null)).isInstanceOf(Outcome.Unknown.class);
        x.verify(2, postRequestedFor(urlEqualTo("/2/tweets")));
    }

    @Test
    void tellsARefusedPostFromAnAccountThatIsShutOut() {
        x.stubFor(post("/2/tweets").willReturn(aResponse().withStatus(403).withBody("duplicate content")));
        assertThat(send("Storing", null)).isInstanceOfSatisfying(Outcome.Refused.class, r -> assertThat(r.why())
                .contains("duplicate"));

        x.stubFor(post("/2/tweets").willReturn(aResponse().withStatus(401)));
        assertThat(send("Storing", null)).isInstanceOf(Outcome.ChannelDown.class);
        x.stop();
        assertThat(send("Storing", null)).isInstanceOf(Outcome.ChannelDown.class);
    }

    @Test
    void signsAsAnotherLibraryDoes() {
        var header = OAuth1.header(
                "POST",
                "https://api.x.com/2/tweets",
                "key~1",
                "se cret*",
                new XProperties.Account("tok/en", "tokén"),
                "abc123",
                NOW.getEpochSecond());

        var parameters = "oauth_consumer_key=" + OAuthEncoder.encode("key~1")
                + "&oauth_nonce=abc123&oauth_signature_method=HMAC-SHA1&oauth_timestamp=" + NOW.getEpochSecond()
                + "&oauth_token=" + OAuthEncoder.encode("tok/en") + "&oauth_version=1.0";
        var base = "POST&" + OAuthEncoder.encode("https://api.x.com/2/tweets") + "&" + OAuthEncoder.encode(parameters);
        var judged = new HMACSha1SignatureService().getSignature(base, "se cret*", "tokén");
        assertThat(header).contains(OAuthConstants.SIGNATURE + "=\"" + OAuthEncoder.encode(judged) + "\"");
    }

    @Test
    void countsAsXCounts() {
        assertThat(PostText.length("a".repeat(280))).isEqualTo(280);
        assertThat(PostText.length("café")).isEqualTo(4);
        assertThat(PostText.length("日本")).isEqualTo(4);
        assertThat(PostText.length("👍🏽")).isEqualTo(2);
        assertThat(PostText.length("zie https://status.haarlem-hosting.example/incidents/INC-2026-0001."))
                .isEqualTo(4 + 23 + 1);
    }

    @Test
    void breaksAThreadBetweenWordsAndKeepsEveryPostWithinItsLength() {
        var text = "Zaal 2 heeft weer stroom 👍 en de opslag wordt nagekeken. ".repeat(30) + "x".repeat(900);

        var thread = PostText.thread(text);

        assertThat(thread).hasSizeGreaterThan(6).allSatisfy(p -> assertThat(PostText.length(p))
                .isLessThanOrEqualTo(280));
        assertThat(thread.get(0)).endsWith("(1/" + thread.size() + ")");
    }

    private Outcome send(String text, @Nullable String answers) {
        var properties = new XProperties(
                URI.create(x.isRunning() ? x.baseUrl() : "http://127.0.0.1:1"),
                "key",
                "secret",
                "token",
                "token-secret",
                Map.of(),
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofMinutes(3));
        try (var session = new XChannel(properties, Clock.fixed(NOW, ZoneOffset.UTC)).open()) {
            return session.send(new OutgoingMessage(
                    "key-1",
                    1,
                    false,
                    new IncidentCode("INC-2026-0001"),
                    "customers",
                    new Recipient("account:nl", "nl", "nl", Map.of()),
                    Content.text("Storing", text),
                    "INC-2026-0001/customers",
                    answers));
        }
    }
}
