package nl.draaiboek.delivery.x;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import nl.draaiboek.delivery.Channel;
import nl.draaiboek.delivery.ChannelPolicy;
import nl.draaiboek.delivery.Outcome;
import nl.draaiboek.delivery.OutgoingMessage;
import nl.draaiboek.delivery.Readiness;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * Posts on X with {@code POST /2/tweets} in the name of an account (OAuth 1.0a). The address of a recipient is the language of
 * the account. A post of which nobody knows whether it is out is never repeated: two posts of one update harm more than none.
 */
@Component
class XChannel implements Channel {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final XProperties properties;
    private final Clock clock;
    private final RestClient api;

    XChannel(XProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
        var requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.connectTimeout())
                .build());
        requests.setReadTimeout(properties.readTimeout());
        this.api = RestClient.builder().requestFactory(requests).build();
    }

    @Override
    public String name() {
        return "x";
    }

    @Override
    public Readiness readiness() {
        return properties.complete()
                ? Readiness.ready()
                : Readiness.off(
                        "No account: set DRAAIBOEK_X_CONSUMER_KEY, DRAAIBOEK_X_CONSUMER_SECRET, DRAAIBOEK_X_TOKEN and"
                                + " DRAAIBOEK_X_TOKEN_SECRET.");
    }

    @Override
    public ChannelPolicy policy() {
        return new ChannelPolicy(1, 5, 3, Duration.ofSeconds(15), Duration.ofMinutes(2), properties.givesUpAfter(), 0);
    }

    @Override
    public Session open() {
        return new Session() {
            @Override
            public Outcome send(OutgoingMessage message) {
                return post(message);
            }

            @Override
            public void close() {}
        };
    }

    private Outcome post(OutgoingMessage message) {
        var account = properties.account(message.recipient().language());
        if (account == null) {
            return new Outcome.Refused(
                    "There is no account for '" + message.recipient().language() + "': set draaiboek.x.accounts."
                            + message.recipient().language() + ".");
        }
        var posts = PostText.thread(message.content().text());
        var answers = message.answers();
        for (var i = 0; i < posts.size(); i++) {
            var outcome = postOne(account, posts.get(i), answers);
            if (!(outcome instanceof Outcome.Delivered delivered)) {
                return i == 0
                        ? outcome
                        : new Outcome.Unknown(
                                "Posts 1 to " + i + " of " + posts.size() + " are out, the rest is not: " + outcome);
            }
            answers = delivered.providerId();
        }
        return new Outcome.Delivered(answers);
    }

    private Outcome postOne(XProperties.Account account, String text, @Nullable String answers) {
        var url = properties.baseUrl() + "/2/tweets";
        Map<String, Object> body = answers == null
                ? Map.of("text", text)
                : Map.of("text", text, "reply", Map.of("in_reply_to_tweet_id", answers));
        try {
            return api.post()
                    .uri(url)
                    .header(HttpHeaders.AUTHORIZATION, sign(url, account))
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(body)
                    .exchange((request, response) -> {
                        var status = response.getStatusCode();
                        return status.is2xxSuccessful()
                                ? taken(response.bodyTo(JsonNode.class))
                                : refused(status.value(), response.getHeaders(), response.bodyTo(String.class));
                    });
        } catch (RuntimeException e) {
            return failed(e);
        }
    }

    private String sign(String url, XProperties.Account account) {
        var nonce = new byte[16];
        RANDOM.nextBytes(nonce);
        return OAuth1.header(
                "POST",
                url,
                XProperties.text(properties.consumerKey()),
                XProperties.text(properties.consumerSecret()),
                account,
                HexFormat.of().formatHex(nonce),
                clock.instant().getEpochSecond());
    }

    private static Outcome taken(@Nullable JsonNode answer) {
        var id = answer == null ? "" : answer.path("data").path("id").asText("");
        return new Outcome.Delivered(id.isEmpty() ? null : id);
    }

    private Outcome refused(int status, HttpHeaders headers, @Nullable String body) {
        var why = "X answers " + status + ": " + shortened(body);
        return switch (status) {
            case 429, 503 -> new Outcome.ChannelDown(why, retryAfter(headers));
            case 401 -> new Outcome.ChannelDown(why, null);
            case 400, 403, 404, 413, 422 -> new Outcome.Refused(why);
            // Whether a server that failed had already posted, it does not say.
            default -> status >= 500 ? new Outcome.Unknown(why) : new Outcome.Refused(why);
        };
    }

    /** {@code Retry-After} in seconds, else the moment at which X gives new requests. */
    private @Nullable Duration retryAfter(HttpHeaders headers) {
        try {
            var seconds = headers.getFirst(HttpHeaders.RETRY_AFTER);
            if (seconds != null) {
                return Duration.ofSeconds(Long.parseLong(seconds.strip()));
            }
            var reset = headers.getFirst("x-rate-limit-reset");
            if (reset != null) {
                var wait = Long.parseLong(reset.strip()) - clock.instant().getEpochSecond();
                return Duration.ofSeconds(Math.max(1, Math.min(wait, 3_600)));
            }
        } catch (NumberFormatException e) {
            return null;
        }
        return null;
    }

    /** Nothing was sent when there was no connection; after that nobody knows. */
    private static Outcome failed(RuntimeException failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof ConnectException
                    || e instanceof HttpConnectTimeoutException
                    || e instanceof UnknownHostException) {
                return new Outcome.ChannelDown("X cannot be reached: " + e, null);
            }
            if (e instanceof IOException || e instanceof UncheckedIOException) {
                return new Outcome.Unknown("X did not answer: " + e.getMessage());
            }
        }
        return new Outcome.Unknown("X's answer could not be read: " + failure.getMessage());
    }

    private static String shortened(@Nullable String body) {
        var text = body == null ? "" : body.replaceAll("\\s+", " ");
        return text.substring(0, Math.min(text.length(), 300));
    }
}
