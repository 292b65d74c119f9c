package nl.draaiboek.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads an alert out of a CloudEvent 1.0. Of its data, when that is a JSON object, these count: {@code status} (firing,
 * resolved), {@code title}, {@code service} or {@code services}, {@code severity}, {@code group}, {@code fingerprint},
 * {@code startsAt}, {@code endsAt}. What is left out follows from the event: its subject or type is the title, its source and
 * subject are the group, a type that ends in {@code resolved} says that it stopped.
 */
@Component
class ReadCloudEvent {

    private final ServiceWords serviceWords;
    private final ObjectMapper json = new JsonMapper();

    ReadCloudEvent(ServiceWords serviceWords) {
        this.serviceWords = serviceWords;
    }

    List<NewSignal> read(Source source, List<CloudEvent> events) {
        var services = serviceWords.reader();
        var signals = new ArrayList<NewSignal>(events.size());
        for (var i = 0; i < events.size(); i++) {
            signals.add(read(source, events.get(i), events.size() == 1 ? "/data" : "/" + i + "/data", services));
        }
        return signals;
    }

    private NewSignal read(Source source, CloudEvent event, String at, ServiceWords.Reader services) {
        var content = data(event, at);
        var data = new Fields(content instanceof ObjectNode ? content : JsonNodeFactory.instance.objectNode(), at);
        var subject = Objects.requireNonNullElse(event.getSubject(), "");
        var resolved = resolved(event, data);
        var time = plausible(event.getTime());
        var startsAt = data.moment("startsAt");
        var words = new ArrayList<>(data.texts("services"));
        words.addAll(data.texts("service"));
        var group = given(data.text("group"), event.getSource() + "|" + subject);
        return new NewSignal(
                SignalKind.ALERT,
                source.name(),
                Digest.sha256("cloudevent", event.getSource().toString(), event.getId()),
                source.noticed(),
                title(event, data, subject),
                new NewSignal.Alert(
                        group,
                        given(data.text("fingerprint"), kindOf(event) + "|" + event.getSource() + "|" + subject),
                        resolved,
                        resolved ? end(data, time) : null),
                services.read(words),
                SeverityWords.read(data.loose("severity")).orElse(null),
                startsAt == null && !resolved ? time : startsAt,
                null,
                null,
                null,
                body(event, content));
    }

    private static boolean resolved(CloudEvent event, Fields data) {
        var status = data.text("status");
        if (status == null) {
            return event.getType().toLowerCase(Locale.ROOT).endsWith("resolved");
        }
        if ("firing".equals(status) || "resolved".equals(status)) {
            return "resolved".equals(status);
        }
        throw data.wrong("status", "\"firing\" or \"resolved\"", data.object().path("status"));
    }

    /** An alert that fires and one that ends are the same alert, though their types differ in the last word. */
    private static String kindOf(CloudEvent event) {
        return event.getType().replaceAll("(?i)\\.(firing|fired|resolved|triggered)$", "");
    }

    private static @Nullable Instant end(Fields data, @Nullable Instant time) {
        var given = data.moment("endsAt");
        return given == null ? time : given;
    }

    private static String title(CloudEvent event, Fields data, String subject) {
        var title = CleanText.line(
                Stream.of("title", "summary", "message", "description")
                        .map(data::loose)
                        .filter(Objects::nonNull)
                        .map(Object::toString)
                        .findFirst()
                        .orElse(subject),
                200);
        return title.isEmpty() ? CleanText.line("Alert " + event.getType(), 200) : title;
    }

    private static String given(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    private static @Nullable Instant plausible(@Nullable OffsetDateTime time) {
        return time == null ? null : Fields.plausible(time.toInstant());
    }

    /** The data as JSON; as a text when it is something else. */
    private JsonNode data(CloudEvent event, String at) {
        var data = event.getData();
        if (data == null) {
            return JsonNodeFactory.instance.nullNode();
        }
        var type = event.getDataContentType();
        if (type == null || type.toLowerCase(Locale.ROOT).contains("json")) {
            try {
                return json.readTree(data.toBytes());
            } catch (JsonProcessingException e) {
                throw new NotReadable(
                        at, "Expected JSON, as datacontenttype says: " + CleanText.line(e.getOriginalMessage(), 200));
            } catch (IOException e) {
                throw new NotReadable(at, "Expected JSON, as datacontenttype says.");
            }
        }
        return JsonNodeFactory.instance.textNode(new String(data.toBytes(), StandardCharsets.UTF_8));
    }

    private JsonNode body(CloudEvent event, JsonNode data) {
        var body = JsonNodeFactory.instance.objectNode();
        event.getAttributeNames().forEach(name -> body.put(name, String.valueOf(event.getAttribute(name))));
        event.getExtensionNames().forEach(name -> body.put(name, String.valueOf(event.getExtension(name))));
        body.set("data", data);
        return body;
    }
}
