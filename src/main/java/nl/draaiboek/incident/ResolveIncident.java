package nl.draaiboek.incident;

import java.time.Clock;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ends the emergency, once somebody has said that the present or threatening impact on the business has ended. */
@Component
public class ResolveIncident {

    private final JdbcClient jdbc;
    private final LockIncident locked;
    private final IncidentRecord record;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ResolveIncident(
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
     * {@link PublicStateChanged} and then {@link IncidentResolved} have been published when this returns.
     *
     * @param by who answered the question
     * @throws NotInThisState when the incident is not declared
     */
    @Transactional
    public void resolve(IncidentCode code, String by) {
        var incident = locked.lock(code);
        if (incident.state() != IncidentState.DECLARED) {
            throw new NotInThisState(incident, "be resolved");
        }
        jdbc.sql(
                        """
                update draaiboek.incident
                   set state = 'RESOLVED', public_state = 'RESOLVED', resolved_at = :at, expected_recovery = null
                 where code = :code""")
                .param("at", Timestamps.of(clock.instant()))
                .param("code", code.value())
                .update();
        record.append(
                code,
                "incident.resolved",
                by,
                Map.of("publicStateBefore", incident.publicState().name()));
        events.publishEvent(new PublicStateChanged(code, incident.publicState(), PublicState.RESOLVED));
        events.publishEvent(new IncidentResolved(code));
    }
}
