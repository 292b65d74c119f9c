package nl.draaiboek.recovery;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.LockIncident;
import nl.draaiboek.incident.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What was done about the cause, in order. */
@Component
public class Remedies {

    private final JdbcClient jdbc;
    private final LockIncident locked;
    private final IncidentRecord record;
    private final Clock clock;

    Remedies(JdbcClient jdbc, LockIncident locked, IncidentRecord record, Clock clock) {
        this.jdbc = jdbc;
        this.locked = locked;
        this.record = record;
        this.clock = clock;
    }

    /** All, in the order they were applied. */
    public List<Remedy> of(IncidentCode code) {
        return jdbc.sql("select * from draaiboek.remedy where incident = ? order by number")
                .param(code.value())
                .query((row, n) -> new Remedy(
                        row.getInt("number"),
                        Remedy.Kind.valueOf(row.getString("kind")),
                        row.getString("description"),
                        row.getString("applied_by"),
                        Objects.requireNonNull(Timestamps.read(row, "applied_at"))))
                .list();
    }

    /** The remedies after which the way back to the primary systems is still to be gone. */
    public List<Remedy> awayFromThePrimary(IncidentCode code) {
        return of(code).stream()
                .filter(remedy -> remedy.kind().leavesThePrimary())
                .toList();
    }

    @Transactional
    public void applied(IncidentCode code, Remedy.Kind kind, String description, String by) {
        locked.lock(code);
        var number = of(code).size() + 1;
        jdbc.sql(
                        """
                insert into draaiboek.remedy (incident, number, kind, description, applied_by, applied_at)
                values (?, ?, ?, ?, ?, ?)""")
                .params(
                        code.value(),
                        number,
                        kind.name(),
                        description,
                        by,
                        Objects.requireNonNull(Timestamps.of(clock.instant())))
                .update();
        record.append(
                code,
                "remedy.applied",
                by,
                Map.of("number", number, "remedy", kind.words(), "description", description));
    }
}
