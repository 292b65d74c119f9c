package nl.draaiboek.incident;

import java.time.Clock;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Nothing more follows but the review. */
@Component
public class CloseIncident {

    private final JdbcClient jdbc;
    private final LockIncident locked;
    private final IncidentRecord record;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CloseIncident(
            JdbcClient jdbc,
            LockIncident locked,
            IncidentRecord record,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.locked = locked;
        this.record = record;
        this.events = events;
        this.clock = clock;
    }

    /**
     * {@link IncidentClosed} has been published when this returns.
     *
     * @throws NotInThisState when the incident is not resolved
     */
    @Transactional
    public void close(IncidentCode code, String by) {
        var incident = locked.lock(code);
        if (incident.state() != IncidentState.RESOLVED) {
            throw new NotInThisState(incident, "be closed");
        }
        jdbc.sql("update draaiboek.incident set state = 'CLOSED', closed_at = :at where code = :code")
                .param("at", Timestamps.of(clock.instant()))
                .param("code", code.value())
                .update();
        record.append(code, "incident.closed", by, Map.of());
        events.publishEvent(new IncidentClosed(code));
    }
}
