package nl.draaiboek.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import nl.draaiboek.incident.Noticed;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the webhook of Prometheus Alertmanager, version 4. */
@Component
class ReadAlertmanager {

    private final ServiceWords serviceWords;
    private final IntakeSettings.Limits settings;

    ReadAlertmanager(ServiceWords serviceWords, IntakeSettings settings) {
        this.serviceWords = serviceWords;
        this.settings = settings.intake();
    }

    List<NewSignal> read(Source source, JsonNode body) {
        var message = Fields.of(body, "");
        if (!"4".equals(message.loose("version"))) {
            throw message.wrong("version", "\"4\", the version of Alertmanager's webhook", body.path("version"));
        }
        var group = message.required("groupKey");
        var alerts = message.array("alerts");
        var envelope = envelope(body);
        var services = serviceWords.reader();
        var signals = new ArrayList<NewSignal>(alerts.size());
        for (var i = 0; i < alerts.size(); i++) {
            signals.add(read(source, group, Fields.of(alerts.get(i), "/alerts/" + i), envelope, services));
        }
        return signals;
    }

    private NewSignal read(Source source, String group, Fields alert, JsonNode envelope, ServiceWords.Reader services) {
        var labels = alert.object("labels");
        var resolved = resolved(alert);
        var startsAt = alert.moment("startsAt");
        var endsAt = alert.moment("endsAt");
        var given = alert.text("fingerprint");
        var fingerprint = given == null ? fingerprint(labels) : given;
        var body = JsonNodeFactory.instance.objectNode();
        body.set("alert", alert.object());
        body.set("delivery", envelope);
        return new NewSignal(
                SignalKind.ALERT,
                source.name(),
                Digest.sha256(
                        "alertmanager",
                        fingerprint,
                        Objects.toString(startsAt),
                        resolved ? "resolved" : "firing",
                        resolved ? Objects.toString(endsAt) : ""),
                Noticed.MONITORING,
                title(labels, alert.objectOrEmpty("annotations")),
                new NewSignal.Alert(group, fingerprint, resolved, resolved ? endsAt : null),
                services.read(first(labels, settings.serviceLabels()).stream().toList()),
                first(labels, settings.severityLabels()).stream()
                        .flatMap(word -> SeverityWords.read(word).stream())
                        .findFirst()
                        .orElse(null),
                startsAt,
                null,
                null,
                null,
                body);
    }

    private static boolean resolved(Fields alert) {
        var status = alert.text("status");
        if ("firing".equals(status) || "resolved".equals(status)) {
            return "resolved".equals(status);
        }
        throw alert.wrong("status", "\"firing\" or \"resolved\"", alert.object().path("status"));
    }

    /** One line that tells a person what it is: what the rule's author wrote, else the name of the alert and where. */
    private static String title(Fields labels, Fields annotations) {
        var written = Stream.of("summary", "title", "message", "description")
                .map(annotations::loose)
                .filter(Objects::nonNull)
                .findFirst();
        var name = Objects.requireNonNullElse(labels.loose("alertname"), "Alert without a name");
        var where = labels.loose("instance");
        var title = CleanText.line(written.orElse(where == null ? name : name + " (" + where + ")"), 200);
        return title.isEmpty() ? "Alert without a name" : title;
    }

    private static List<String> first(Fields labels, List<String> names) {
        return names.stream()
                .map(labels::loose)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .limit(1)
                .toList();
    }

    /** As Alertmanager does: the same labels are the same alert. */
    private static String fingerprint(Fields labels) {
        var sorted = new TreeMap<String, @Nullable String>();
        labels.object().fieldNames().forEachRemaining(name -> sorted.put(name, labels.loose(name)));
        return Digest.sha256("labels", sorted.toString());
    }

    /** What the delivery says beside its alerts, short enough to be kept with each. */
    private static JsonNode envelope(JsonNode body) {
        var envelope = JsonNodeFactory.instance.objectNode();
        Stream.of("receiver", "groupKey", "externalURL", "truncatedAlerts")
                .filter(body::has)
                .forEach(name -> envelope.set(name, body.get(name)));
        return envelope;
    }
}
