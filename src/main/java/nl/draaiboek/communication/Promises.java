package nl.draaiboek.communication;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the promises of an incident and the steps taken to keep them. */
@Component
class Promises {

    private final JdbcClient jdbc;
    private final IncidentRecord record;
    private final Clock clock;

    Promises(JdbcClient jdbc, IncidentRecord record, Clock clock) {
        this.jdbc = jdbc;
        this.record = record;
        this.clock = clock;
    }

    Optional<Promise> standing(IncidentCode incident) {
        return jdbc.sql(
                        "select number, promised_at, outside from draaiboek.promise where incident = ? order by number desc limit 1")
                .param(incident.value())
                .query((row, n) -> new Promise(
                        row.getInt("number"), Timestamps.read(row, "promised_at"), row.getBoolean("outside")))
                .optional();
    }

    /** @param at null when nothing more is promised */
    @Transactional(propagation = Propagation.MANDATORY)
    void make(IncidentCode incident, @Nullable Instant at, boolean outside, String by) {
        lock(incident);
        var number = standing(incident).map(Promise::number).orElse(0) + 1;
        jdbc.sql(
                        """
                insert into draaiboek.promise (incident, number, promised_at, made_at, made_by, outside)
                values (:incident, :number, :at, :now, :by, :outside)""")
                .param("incident", incident.value())
                .param("number", number)
                .param("at", Timestamps.of(at))
                .param("now", Timestamps.of(clock.instant()))
                .param("by", by)
                .param("outside", outside)
                .update();
        if (at != null && outside) {
            record.append(incident, "update.promised", by, Map.of("next", at.toString()));
        }
    }

    /**
     * Notes that a step is taken for a promise.
     *
     * @return false when it was taken before, so that it must not be again
     */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean take(IncidentCode incident, int number, PromiseStep step) {
        return jdbc.sql(
                                """
                        insert into draaiboek.promise_step (incident, number, step, at) values (?, ?, ?, ?)
                        on conflict do nothing""")
                        .params(incident.value(), number, step.name(), Timestamps.of(clock.instant()))
                        .update()
                == 1;
    }

    /** One writer at a time for what belongs to an incident's updates. */
    @Transactional(propagation = Propagation.MANDATORY)
    void lock(IncidentCode incident) {
        jdbc.sql("select code from draaiboek.incident where code = ? for no key update")
                .param(incident.value())
                .query(String.class)
                .single();
    }
}
