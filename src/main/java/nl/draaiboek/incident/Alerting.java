package nl.draaiboek.incident;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether the alerts of an incident still fire: the fact that a process asks for when it starts to wait for the message, for
 * messages are not kept.
 */
@Component
public class Alerting {

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final Clock clock;

    Alerting(JdbcClient jdbc, Incidents incidents, Clock clock) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.clock = clock;
    }

    /** Whether monitoring saw it and at least one alert still fires. */
    public boolean firing(IncidentCode code) {
        return find(code).filter(Fact::firing).isPresent();
    }

    /** Whether monitoring ever saw it. */
    public boolean seenByMonitoring(IncidentCode code) {
        return find(code).isPresent();
    }

    /** Since when none of its alerts fires; nothing while one does, or when monitoring never saw it. */
    public Optional<Instant> clearSince(IncidentCode code) {
        return find(code).filter(fact -> !fact.firing()).map(Fact::since);
    }

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void opened(IncidentOpened event) {
        if (incidents.get(event.code()).noticed() == Noticed.MONITORING) {
            keep(event.code(), true);
        }
    }

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void fired(AlertFired event) {
        keep(event.code(), true);
    }

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void cleared(AlertsCleared event) {
        keep(event.code(), false);
    }

    private void keep(IncidentCode code, boolean firing) {
        jdbc.sql(
                        """
                insert into draaiboek.alerting (incident, firing, since) values (:code, :firing, :now)
                on conflict (incident) do update set firing = excluded.firing, since = excluded.since
                 where alerting.firing <> excluded.firing""")
                .param("code", code.value())
                .param("firing", firing)
                .param("now", Objects.requireNonNull(Timestamps.of(clock.instant())))
                .update();
    }

    private Optional<Fact> find(IncidentCode code) {
        return jdbc.sql("select firing, since from draaiboek.alerting where incident = ?")
                .param(code.value())
                .query((row, n) ->
                        new Fact(row.getBoolean("firing"), Objects.requireNonNull(Timestamps.read(row, "since"))))
                .optional();
    }

    private record Fact(boolean firing, Instant since) {}
}
