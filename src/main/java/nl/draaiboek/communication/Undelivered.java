package nl.draaiboek.communication;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.RecordEntry;
import org.springframework.stereotype.Component;

/**
 * The channels that an update could not use, as the record has it since its approval. Single addresses that failed
 * are a task of the outbox.
 */
@Component
public class Undelivered {

    private final IncidentRecord record;

    Undelivered(IncidentRecord record) {
        this.record = record;
    }

    /** A line for each channel that gave up and is not back yet: {@code channel}, {@code audience}, {@code what}. */
    public List<Map<String, String>> of(Update update) {
        var lines = new LinkedHashMap<String, Map<String, String>>();
        var since = since(update);
        for (var entry : record.of(update.incident())) {
            if (!entry.at().isBefore(since) && "update".equals(entry.details().get("message"))) {
                var what = what(entry);
                var where = text(entry, "channel") + "/" + text(entry, "audience");
                if (!what.isEmpty()) {
                    lines.put(
                            where,
                            Map.of(
                                    "channel",
                                    text(entry, "channel"),
                                    "audience",
                                    text(entry, "audience"),
                                    "what",
                                    what));
                } else if (entry.kind().startsWith("dispatch.settled")) {
                    lines.remove(where);
                }
            }
        }
        return List.copyOf(lines.values());
    }

    private static Instant since(Update update) {
        if (update instanceof Update.Approved approved) {
            return approved.approvedAt();
        }
        return update instanceof Update.Published published ? published.approvedAt() : Instant.MAX;
    }

    private static String what(RecordEntry entry) {
        return entry.kind().equals("dispatch.given-up")
                ? "out: " + text(entry, "waiting") + " wait until it is back. " + text(entry, "why")
                : "";
    }

    private static String text(RecordEntry entry, String name) {
        return Objects.toString(entry.details().get(name), "");
    }
}
