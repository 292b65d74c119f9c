package nl.draaiboek.delivery.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import nl.draaiboek.delivery.Http;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/** Asks the server of a chat system, in JSON both ways, with a token that stands in nothing but its header. */
final class ChatApi {

    private static final int LONGEST_ANSWER = 8 * 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String system;
    private final String base;
    private final Http http;

    /** @param system as people call it */
    ChatApi(String system, ChatSettings settings, Clock clock) {
        this.system = system;
        this.base = settings.base();
        this.http = new Http(clock, settings.connectTimeout(), settings.readTimeout(), LONGEST_ANSWER);
    }

    /** @param status in 200 to 499, but neither 401 nor 429: those are failures of the channel */
    record Answer(int status, JsonNode body) {

        boolean ok() {
            return status / 100 == 2;
        }
    }

    Answer get(String path, String token) {
        return ask(HttpMethod.GET, path, token, null);
    }

    Answer post(String path, String token, Object body) {
        return ask(HttpMethod.POST, path, token, body);
    }

    Answer put(String path, String token, Object body) {
        return ask(HttpMethod.PUT, path, token, body);
    }

    Answer delete(String path, String token) {
        return ask(HttpMethod.DELETE, path, token, null);
    }

    /** @param path with everything in it {@linkplain #part encoded} */
    private Answer ask(HttpMethod method, String path, String token, @Nullable Object body) {
        var headers = new HttpHeaders();
        headers.setBearerAuth(token.strip());
        if (body != null) {
            headers.set(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8");
        }
        Http.Answer answer;
        try {
            answer = http.ask(system, method, URI.create(base + path), headers, body == null ? null : write(body));
        } catch (Http.Unanswered e) {
            throw new ChatFailure(e.outcome());
        }
        var read = read(answer.body());
        if (answer.status() == 429) {
            throw ChatFailure.down(system + " asks us to wait.", wait(answer.headers(), read));
        }
        if (answer.status() == 401) {
            throw ChatFailure.down(system + " does not take our token (401).", null);
        }
        if (answer.status() == 502 || answer.status() == 503) {
            throw ChatFailure.down(
                    system + " is not there (" + answer.status() + ").", http.retryAfter(answer.headers()));
        }
        if (answer.status() >= 500 || answer.status() < 200 || answer.status() / 100 == 3) {
            throw ChatFailure.unknown(system + " answers " + answer.status() + " to " + step(path) + ".");
        }
        return new Answer(answer.status(), read);
    }

    private @Nullable Duration wait(HttpHeaders headers, JsonNode body) {
        var asked = http.retryAfter(headers);
        if (asked != null) {
            return asked;
        }
        if (body.path("retry_after_ms").isNumber()) {
            return Duration.ofMillis(
                    Math.max(1_000, Math.min(body.path("retry_after_ms").asLong(), 3_600_000)));
        }
        var reset = headers.getFirst("X-Ratelimit-Reset");
        return reset != null && reset.strip().matches("\\d{1,4}")
                ? Duration.ofSeconds(Math.min(3_600, Long.parseLong(reset.strip())))
                : null;
    }

    /** Of an address only what says which step it was: no ids, no names. */
    private static String step(String path) {
        return path.replaceAll("\\?.*", "").replaceAll("%[0-9A-Fa-f]{2}[^/]*|[A-Za-z0-9]{20,}", "…");
    }

    private static JsonNode read(String body) {
        try {
            var tree = JSON.readTree(body);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static String write(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Maps of plain values are JSON.", e);
        }
    }

    /** One part of a path or of a query. */
    static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A word that an API uses for a mistake, safe to show: never what people wrote. */
    static String word(String text) {
        var word = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_.: -]", "");
        return word.substring(0, Math.min(word.length(), 80));
    }
}
