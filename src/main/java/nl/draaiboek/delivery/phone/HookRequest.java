package nl.draaiboek.delivery.phone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * What came in at a hook, read once and no more than allowed. Of whom it is has still to be shown.
 *
 * @param path without the name of our host
 * @param query as it was sent
 * @param body as it was sent
 * @param form the fields of a form, in the order they were sent
 */
record HookRequest(
        String method,
        String path,
        String query,
        String body,
        Map<String, List<String>> parameters,
        Map<String, List<String>> form,
        JsonNode json,
        HttpHeaders headers) {

    private static final int LARGEST = 64 * 1024;
    private static final int MOST_FIELDS = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws HookRefusal 413 when it is larger than any provider sends */
    static HookRequest of(HttpServletRequest request) throws IOException {
        var bytes = request.getContentLengthLong() > LARGEST
                ? new byte[LARGEST + 1]
                : request.getInputStream().readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new HookRefusal(HttpStatus.PAYLOAD_TOO_LARGE, "This is too large", "At most 64 kB are taken.");
        }
        var body = new String(bytes, StandardCharsets.UTF_8);
        var type = Objects.requireNonNullElse(request.getContentType(), "").toLowerCase(Locale.ROOT);
        var query = Objects.requireNonNullElse(request.getQueryString(), "");
        var headers = new HttpHeaders();
        for (var name : List.of("X-Twilio-Signature", GatewayHooks.SIGNATURE, HttpHeaders.AUTHORIZATION)) {
            var value = request.getHeader(name);
            if (value != null) {
                headers.set(name, value);
            }
        }
        return new HookRequest(
                request.getMethod(),
                request.getRequestURI(),
                query,
                body,
                fields(query),
                type.startsWith("application/x-www-form-urlencoded") ? fields(body) : Map.of(),
                type.contains("json") ? json(body) : JSON.createObjectNode(),
                headers);
    }

    /** What is called so in the address, the form or the JSON; a name with full stops leads into the JSON. */
    String field(String name) {
        for (var fields : List.of(parameters, form)) {
            var values = fields.get(name);
            if (values != null) {
                return values.get(0);
            }
        }
        JsonNode found = json;
        for (var step : name.split("\\.", -1)) {
            found = found.path(step);
        }
        return found.asText("");
    }

    String header(String name) {
        return Objects.requireNonNullElse(headers.getFirst(name), "");
    }

    private static Map<String, List<String>> fields(String text) {
        var fields = new LinkedHashMap<String, List<String>>();
        if (text.isEmpty()) {
            return fields;
        }
        for (var pair : text.split("&", MOST_FIELDS)) {
            var equals = pair.indexOf('=');
            var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            var value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (name != null && value != null) {
                fields.computeIfAbsent(name, unknown -> new ArrayList<>()).add(value);
            }
        }
        return fields;
    }

    private static @Nullable String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static JsonNode json(String body) {
        try {
            var read = JSON.readTree(body);
            return read == null ? JSON.createObjectNode() : read;
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
