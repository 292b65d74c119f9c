package nl.draaiboek.incident;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the answer to the first question: may anyone be in danger, and where? */
@Component
public class NoteDanger {

    private final JdbcClient jdbc;
    private final LockIncident lockIncident;
    private final IncidentRecord record;
    private final ApplicationEventPublisher events;

    NoteDanger(JdbcClient jdbc, LockIncident lockIncident, IncidentRecord record, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.lockIncident = lockIncident;
        this.record = record;
        this.events = events;
    }

    @Transactional
    public void note(IncidentCode code, String actor, boolean danger, @Nullable String where) {
        jdbc.sql("update draaiboek.incident set danger = :danger, danger_where = :where where code = :code")
                .param("danger", danger)
                .param("where", where)
                .param("code", code.value())
                .update();
        record.append(code, "danger.answered", actor, Map.of("danger", danger, "where", where == null ? "" : where));
    }

    /**
     * Everyone is known to be safe, or the emergency services look for them.
     *
     * @param safe {@code yes}, {@code services}, or {@code false} for an alarm that was none
     * @param how as typed
     */
    @Transactional
    public void safe(IncidentCode code, String actor, String safe, String how) {
        lockIncident.lock(code);
        record.append(code, "safety.confirmed", actor, Map.of("safe", safe, "how", how));
        events.publishEvent(new SafetyConfirmed(code, actor, safe, how));
    }

    /**
     * Whether anyone may be in danger and nobody has confirmed since that they are safe. Asks the record only where there was danger.
     */
    public boolean unsafe(Incident incident) {
        return Boolean.TRUE.equals(incident.danger())
                && jdbc.sql(
                                """
                        select coalesce(max(sequence) filter (where kind = 'safety.confirmed'), 0)
                               <= coalesce(max(sequence) filter (where kind = 'danger.answered'), 0)
                          from draaiboek.record_entry where incident = ? and kind in ('safety.confirmed', 'danger.answered')""")
                        .param(incident.code().value())
                        .query(Boolean.class)
                        .single();
    }
}
