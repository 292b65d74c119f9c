package nl.draaiboek.recovery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.LockIncident;
import nl.draaiboek.incident.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Every theory about an incident and what came of it; none is ever changed once it was tried. */
@Component
public class Theories {

    private final JdbcClient jdbc;
    private final LockIncident locked;
    private final IncidentRecord record;
    private final Clock clock;

    Theories(JdbcClient jdbc, LockIncident locked, IncidentRecord record, Clock clock) {
        this.jdbc = jdbc;
        this.locked = locked;
        this.record = record;
        this.clock = clock;
    }

    /** All, in the order they were formed. */
    public List<Theory> of(IncidentCode code) {
        return jdbc.sql("select * from draaiboek.theory where incident = ? order by number")
                .param(code.value())
                .query(Theories::map)
                .list();
    }

    /** The one that is to be tried. */
    public Optional<Theory> untried(IncidentCode code) {
        return of(code).stream().filter(theory -> theory.outcome() == null).findFirst();
    }

    /** The last one that was proved. */
    public Optional<Theory> proved(IncidentCode code) {
        return of(code).stream()
                .filter(theory -> theory.outcome() == Theory.Outcome.PROVED)
                .reduce((first, last) -> last);
    }

    /**
     * Keeps a theory and the experiment that is to prove or refute it.
     *
     * @return its number
     */
    @Transactional
    public int form(IncidentCode code, String theory, String experiment, String by) {
        locked.lock(code);
        var number = of(code).size() + 1;
        jdbc.sql(
                        """
                insert into draaiboek.theory (incident, number, theory, experiment, formed_by, formed_at)
                values (?, ?, ?, ?, ?, ?)""")
                .params(code.value(), number, theory, experiment, by, now())
                .update();
        record.append(code, "theory.formed", by, Map.of("number", number, "theory", theory, "experiment", experiment));
        return number;
    }

    /**
     * Keeps what the experiment showed about the theory that waits for it.
     *
     * @return the theory as it was tried
     * @throws IllegalStateException when none waits
     */
    @Transactional
    public Theory conclude(IncidentCode code, Theory.Outcome outcome, String finding, String by) {
        locked.lock(code);
        var theory = untried(code)
                .orElseThrow(() -> new IllegalStateException("No theory of " + code + " waits for an experiment."));
        jdbc.sql(
                        """
                update draaiboek.theory set outcome = ?, finding = ?, tried_by = ?, tried_at = ?
                 where incident = ? and number = ?""")
                .params(outcome.name(), finding, by, now(), code.value(), theory.number())
                .update();
        record.append(
                code,
                "experiment.concluded",
                by,
                Map.of(
                        "number", theory.number(),
                        "theory", theory.theory(),
                        "outcome", outcome.name(),
                        "finding", finding));
        return theory;
    }

    private Object now() {
        return Objects.requireNonNull(Timestamps.of(clock.instant()));
    }

    private static Theory map(ResultSet row, int number) throws SQLException {
        var outcome = row.getString("outcome");
        return new Theory(
                row.getInt("number"),
                row.getString("theory"),
                row.getString("formed_by"),
                Objects.requireNonNull(Timestamps.read(row, "formed_at")),
                row.getString("experiment"),
                outcome == null ? null : Theory.Outcome.valueOf(outcome),
                row.getString("finding"),
                row.getString("tried_by"),
                Timestamps.read(row, "tried_at"));
    }
}
