package nl.draaiboek.intake.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.format.EventDeserializationException;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.rw.CloudEventRWException;
import io.cloudevents.spring.http.CloudEventHttpUtils;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.util.unit.DataSize;

/** Reads CloudEvents 1.0 as HTTP carries them: structured, binary, and in a batch. */
final class CloudEvents {

    private static final MediaType STRUCTURED = MediaType.parseMediaType("application/cloudevents+json");
    private static final MediaType BATCH = MediaType.parseMediaType("application/cloudevents-batch+json");
    private static final JsonFormat FORMAT = new JsonFormat();

    private CloudEvents() {}

    static List<CloudEvent> read(HttpServletRequest request, DataSize limit) throws IOException {
        if (request.getHeader("ce-specversion") != null) {
            return List.of(binary(request, Bodies.read(request, limit)));
        }
        var type = Bodies.type(request, List.of(STRUCTURED, BATCH));
        var body = Bodies.json(Bodies.read(request, limit));
        return BATCH.includes(type) ? batch(body) : List.of(structured(body, ""));
    }

    private static List<CloudEvent> batch(JsonNode body) {
        if (!body.isArray()) {
            throw Refusal.field("", "Expected an array of CloudEvents.");
        }
        var events = new ArrayList<CloudEvent>(body.size());
        for (var i = 0; i < body.size(); i++) {
            events.add(structured(body.get(i), "/" + i));
        }
        return events;
    }

    private static CloudEvent structured(JsonNode event, String at) {
        for (var name : List.of("specversion", "id", "source", "type")) {
            if (!event.path(name).isTextual() || event.path(name).textValue().isBlank()) {
                throw Refusal.field(at + "/" + name, "Expected a text; every CloudEvent has one.");
            }
        }
        version(event.path("specversion").textValue(), at + "/specversion");
        try {
            return FORMAT.deserialize(event.toString().getBytes(StandardCharsets.UTF_8));
        } catch (EventDeserializationException | CloudEventRWException | IllegalArgumentException e) {
            throw Refusal.field(at, "Expected a CloudEvent 1.0: " + reason(e));
        }
    }

    private static CloudEvent binary(HttpServletRequest request, byte[] body) {
        var headers = new HttpHeaders();
        headers.addAll(new ServletServerHttpRequest(request).getHeaders());
        for (var name : List.of("id", "source", "type")) {
            var value = headers.getFirst("ce-" + name);
            if (value == null || value.isBlank()) {
                throw Refusal.field("ce-" + name, "Expected this header; every CloudEvent has one.");
            }
        }
        version(String.valueOf(headers.getFirst("ce-specversion")), "ce-specversion");
        try {
            return CloudEventHttpUtils.toReader(headers, () -> body).toEvent();
        } catch (CloudEventRWException | IllegalArgumentException | IllegalStateException e) {
            throw Refusal.field("ce-*", "Expected a CloudEvent 1.0 in headers and body: " + reason(e));
        }
    }

    private static void version(String given, String field) {
        if (!SpecVersion.V1.toString().equals(given)) {
            throw Refusal.field(field, "Expected \"1.0\", the version of CloudEvents that is taken here.");
        }
    }

    private static String reason(RuntimeException problem) {
        var message = problem.getCause() != null && problem.getCause().getMessage() != null
                ? problem.getCause().getMessage()
                : String.valueOf(problem.getMessage());
        var line = message.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
        return line.length() <= 200 ? line : line.substring(0, 200) + "…";
    }
}
