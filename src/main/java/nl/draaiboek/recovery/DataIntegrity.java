package nl.draaiboek.recovery;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.LockIncident;
import nl.draaiboek.incident.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whether the data is intact: confirmed by somebody before service is opened to users again. */
@Component
public class DataIntegrity {

    private final JdbcClient jdbc;
    private final LockIncident locked;
    private final IncidentRecord record;
    private final Clock clock;

    DataIntegrity(JdbcClient jdbc, LockIncident locked, IncidentRecord record, Clock clock) {
        this.jdbc = jdbc;
        this.locked = locked;
        this.record = record;
        this.clock = clock;
    }

    /**
     * Keeps the answer.
     *
     * @param finding what was checked and what it showed
     */
    @Transactional
    public void checked(IncidentCode code, boolean intact, String finding, String by) {
        locked.lock(code);
        jdbc.sql(
                        """
                insert into draaiboek.integrity_check (incident, number, intact, finding, checked_by, checked_at)
                select :code, count(*) + 1, :intact, :finding, :by, :at from draaiboek.integrity_check where incident = :code""")
                .param("code", code.value())
                .param("intact", intact)
                .param("finding", finding)
                .param("by", by)
                .param("at", Objects.requireNonNull(Timestamps.of(clock.instant())))
                .update();
        record.append(code, "data-integrity.checked", by, Map.of("intact", intact, "finding", finding));
    }

    /** What the last check said; false when nobody checked since the last remedy or restore. */
    public boolean confirmed(IncidentCode code) {
        return jdbc.sql(
                        """
                select intact and not exists (select 1 from draaiboek.remedy r where r.incident = c.incident and r.applied_at > c.checked_at)
                  from draaiboek.integrity_check c where incident = ? order by number desc limit 1""")
                .param(code.value())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }
}
