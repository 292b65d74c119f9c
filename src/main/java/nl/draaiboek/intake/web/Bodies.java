package nl.draaiboek.intake.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;

/** Reads what strangers send: never more than allowed, never deeper than sensible. */
final class Bodies {

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(50)
                            .maxNumberLength(100)
                            .maxNameLength(2_000)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Bodies() {}

    /** @throws Refusal 413 when it is larger */
    static byte[] read(HttpServletRequest request, DataSize limit) throws IOException {
        var tooLarge = Refusal.of(HttpStatus.PAYLOAD_TOO_LARGE, "This delivery is too large")
                .field("Content-Length")
                .because("At most " + limit.toKilobytes()
                        + " kB are taken at once, and nothing of this was. Send it in parts;"
                        + " for Alertmanager set max_alerts, or group_by labels that make smaller groups.");
        if (request.getContentLengthLong() > limit.toBytes()) {
            throw tooLarge;
        }
        var body = request.getInputStream().readNBytes(Math.toIntExact(limit.toBytes()) + 1);
        if (body.length > limit.toBytes()) {
            throw tooLarge;
        }
        return body;
    }

    /** @throws Refusal 400 when it is no JSON, names a key twice or is nested too deep */
    static JsonNode json(byte[] body) throws IOException {
        try {
            var tree = JSON.readTree(body);
            if (tree == null || tree.isMissingNode()) {
                throw Refusal.field("", "Expected JSON, found an empty body.");
            }
            return tree;
        } catch (JsonProcessingException e) {
            var where = e.getLocation();
            throw Refusal.field(
                    "",
                    "Expected JSON (RFC 8259)"
                            + (where == null ? "" : "; line " + where.getLineNr() + ", column " + where.getColumnNr())
                            + ": " + firstLine(e.getOriginalMessage()));
        }
    }

    /** @throws Refusal 415 when it is none of these */
    static MediaType type(HttpServletRequest request, List<MediaType> taken) {
        var expected =
                "Expected one of " + taken.stream().map(MediaType::toString).toList() + ", found ";
        var refusal = Refusal.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "This kind of content is not taken")
                .field("Content-Type")
                .with(
                        "Accept-Post",
                        String.join(
                                ", ", taken.stream().map(MediaType::toString).toList()));
        var given = request.getContentType();
        if (given == null) {
            throw refusal.because(expected + "nothing.");
        }
        try {
            var type = MediaType.parseMediaType(given);
            if (taken.stream().anyMatch(allowed -> allowed.includes(type))) {
                return type;
            }
            throw refusal.because(expected + printable(type.getType() + "/" + type.getSubtype()) + ".");
        } catch (InvalidMediaTypeException e) {
            throw refusal.because(expected + "something else.");
        }
    }

    /** @throws Refusal 405 for any other method */
    static void post(HttpServletRequest request) {
        if (!"POST".equals(request.getMethod())) {
            throw Refusal.of(HttpStatus.METHOD_NOT_ALLOWED, "Only POST is taken here")
                    .because("Expected POST, found " + printable(request.getMethod()) + ".")
                    .with("Allow", "POST");
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().map(Bodies::printable).orElse("");
    }

    private static String printable(String text) {
        var clean = text.replaceAll("\\p{Cntrl}", " ");
        return clean.length() <= 200 ? clean : clean.substring(0, 200).toLowerCase(Locale.ROOT) + "…";
    }
}
