package nl.draaiboek.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.incident.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what came in, before anything is done about it. */
@Component
class KeepSignals {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final ObjectMapper json = new JsonMapper();

    KeepSignals(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Keeps all of them or none, in one statement. Once this has returned outside a transaction, it is committed and nothing
     * of it can be lost; inside one it commits with it.
     *
     * @return ids of those that are new; what was delivered before is left as it is
     */
    public List<Long> keep(List<NewSignal> signals) {
        var kept = insert(signals, "RECEIVED");
        if (!kept.isEmpty()) {
            events.publishEvent(new SignalsKept());
        }
        return kept;
    }

    /** Keeps one about which a process asks a person, so that nothing is done before the answer. */
    public long keepAndAsk(NewSignal signal) {
        return insert(List.of(signal), "ASKING").get(0);
    }

    private List<Long> insert(List<NewSignal> signals, String state) {
        var now = clock.instant();
        var rows = json.createArrayNode();
        signals.forEach(signal -> rows.add(row(signal)));
        return jdbc.sql(
                        """
                insert into draaiboek.signal (kind, source, dedupe_key, noticed, title, status, group_key, fingerprint, services,
                    severity, starts_at, ends_at, danger, danger_where, reporter, reporter_name, reporter_mail, body,
                    received_at, next_attempt_at, state)
                select kind, source, dedupe_key, noticed, title, status, group_key, fingerprint, services,
                    severity, starts_at, ends_at, danger, danger_where, reporter, reporter_name, reporter_mail, body,
                    :now, :now, :state
                from jsonb_to_recordset(cast(:rows as jsonb)) as row (kind text, source text, dedupe_key text, noticed text,
                    title text, status text, group_key text, fingerprint text, services text[], severity integer,
                    starts_at timestamptz, ends_at timestamptz, danger boolean, danger_where text, reporter text,
                    reporter_name text, reporter_mail text, body jsonb)
                on conflict (source, dedupe_key) do nothing
                returning id""")
                .param("now", Timestamps.of(now))
                .param("state", state)
                .param("rows", text(rows))
                .query(Long.class)
                .list();
    }

    private ObjectNode row(NewSignal signal) {
        var row = json.createObjectNode()
                .put("kind", signal.kind().name())
                .put("source", signal.source())
                .put("dedupe_key", Digest.key(signal.dedupeKey()))
                .put("noticed", signal.noticed().name())
                .put("title", signal.title())
                .put("severity", number(signal.severity()))
                .put("starts_at", text(signal.startsAt()))
                .put("danger", signal.danger())
                .put("danger_where", signal.dangerWhere());
        signal.services().forEach(row.putArray("services")::add);
        var alert = signal.alert();
        if (alert != null) {
            row.put("status", alert.resolved() ? "RESOLVED" : "FIRING")
                    .put("group_key", Digest.key(alert.group()))
                    .put("fingerprint", Digest.key(alert.fingerprint()))
                    .put("ends_at", text(alert.endsAt()));
        }
        var reporter = signal.reporter();
        if (reporter != null) {
            row.put("reporter", reporter.user())
                    .put("reporter_name", reporter.name())
                    .put("reporter_mail", reporter.mail());
        }
        row.set("body", signal.body());
        return (ObjectNode) CleanText.keepable(row);
    }

    private static @Nullable Integer number(@Nullable Severity severity) {
        return severity == null ? null : severity.number();
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return Objects.toString(instant, null);
    }

    private String text(Object rows) {
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON can be written.", e);
        }
    }
}
