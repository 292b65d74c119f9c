package nl.draaiboek.recovery;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nl.draaiboek.incident.AlertFired;
import nl.draaiboek.incident.ChangePublicState;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.LockIncident;
import nl.draaiboek.incident.PublicState;
import nl.draaiboek.incident.Timestamps;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The time after the tests, in which a service is expected to be solved and somebody looks whether it stays so.
 *
 * <p>An alert that fires is counted before anybody is told of it, while its incident is held. Whoever begins or ends a watch
 * holds the incident too, and compares the count. So an alert is either seen by the watch or comes after it; none falls
 * between.
 */
@Component
public class Watch {

    private final JdbcClient jdbc;
    private final LockIncident locked;
    private final ChangePublicState changePublicState;
    private final IncidentRecord record;
    private final Clock clock;

    Watch(
            JdbcClient jdbc,
            LockIncident locked,
            ChangePublicState changePublicState,
            IncidentRecord record,
            Clock clock) {
        this.jdbc = jdbc;
        this.locked = locked;
        this.changePublicState = changePublicState;
        this.record = record;
        this.clock = clock;
    }

    /** How a watch ended. */
    public enum Ending {
        /** Nothing was seen until its time was over, and no alert fires. */
        QUIET,
        /** Nothing was seen until its time was over, but an alert from before it still fires. */
        STILL_FIRING,
        /** An alert fired. */
        ALERT,
        /** Somebody saw it come back. */
        SEEN
    }

    /** How often an alert of this incident fired after the one that opened it. */
    public long alertsFired(IncidentCode code) {
        return jdbc.sql("select times from draaiboek.alerts_fired where incident = ?")
                .param(code.value())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** When an alert last fired, after the one that opened the incident. */
    public Optional<Instant> lastAlert(IncidentCode code) {
        return jdbc.sql("select last_at from draaiboek.alerts_fired where incident = ?")
                .param(code.value())
                .query((row, n) -> Objects.requireNonNull(Timestamps.read(row, "last_at")))
                .optional();
    }

    /**
     * Begins: it is expected to be solved, and the outside hears that it is watched.
     *
     * @param alertsFiredBefore what {@link #alertsFired} said when the tests were found to have passed
     */
    @Transactional
    public void begin(IncidentCode code, long alertsFiredBefore, String by) {
        locked.lock(code);
        jdbc.sql(
                        """
                insert into draaiboek.watch (incident, number, began_at, alerts_fired)
                select :code, count(*) + 1, :at, :alerts from draaiboek.watch where incident = :code""")
                .param("code", code.value())
                .param("at", Objects.requireNonNull(Timestamps.of(clock.instant())))
                .param("alerts", alertsFiredBefore)
                .update();
        record.append(code, "watch.began", by, Map.of());
        if (quiet(code)) {
            changePublicState.to(code, PublicState.MONITORING, by, "tests passed");
        }
    }

    /** Whether no alert fired since the tests passed; asked while the incident is held. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean quiet(IncidentCode code) {
        locked.lock(code);
        return jdbc.sql(
                        "select alerts_fired from draaiboek.watch where incident = ? and ended_at is null order by number desc limit 1")
                .param(code.value())
                .query(Long.class)
                .optional()
                .filter(before -> before == alertsFired(code))
                .isPresent();
    }

    /** Ends the watch that runs; does nothing when none does. */
    @Transactional
    public void end(IncidentCode code, Ending ending, String seen, String by) {
        locked.lock(code);
        var ended = jdbc.sql(
                        "update draaiboek.watch set ended_at = :at, ended_as = :as where incident = :code and ended_at is null")
                .param("at", Objects.requireNonNull(Timestamps.of(clock.instant())))
                .param("as", ending.name())
                .param("code", code.value())
                .update();
        if (ended > 0) {
            record.append(code, "watch.ended", by, Map.of("ending", ending.name(), "seen", seen));
        }
    }

    /** Counts first; whoever waits for the message is told after this. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @Transactional(propagation = Propagation.MANDATORY)
    public void count(AlertFired event) {
        locked.lock(event.code());
        jdbc.sql(
                        """
                insert into draaiboek.alerts_fired (incident, times, last_at) values (?, 1, ?)
                on conflict (incident) do update set times = alerts_fired.times + 1, last_at = excluded.last_at""")
                .params(event.code().value(), Objects.requireNonNull(Timestamps.of(clock.instant())))
                .update();
    }
}
