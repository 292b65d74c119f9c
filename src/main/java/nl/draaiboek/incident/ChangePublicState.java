package nl.draaiboek.incident;

import java.time.Clock;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Says to the outside where it stands: investigating, identified, monitoring, and back. Resolved is said by {@link
 * ResolveIncident} alone, for mitigated inside is monitoring outside.
 */
@Component
public class ChangePublicState {

    private final JdbcClient jdbc;
    private final LockIncident locked;
    private final IncidentRecord record;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ChangePublicState(
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
     * Does nothing when it stands there already. The milestone "identified" keeps its first time; "mitigated" is the last
     * one and goes when it comes back. What is expected to be solved has no expected time any more.
     *
     * @param because why, in the words of the record
     * @return whether anything changed; {@link PublicStateChanged} has been published by then
     * @throws NotInThisState when the incident is not declared, or is asked to be resolved
     */
    @Transactional
    public boolean to(IncidentCode code, PublicState now, String actor, String because) {
        var incident = locked.lock(code);
        if (incident.state() != IncidentState.DECLARED || now == PublicState.RESOLVED) {
            throw new NotInThisState(incident, "be said to be " + now);
        }
        var before = incident.publicState();
        if (before == now) {
            return false;
        }
        jdbc.sql(
                        """
                update draaiboek.incident set public_state = :now,
                  identified_at = case when :now = 'IDENTIFIED' then coalesce(identified_at, :at) else identified_at end,
                  mitigated_at = case when :now = 'MONITORING' then :at end,
                  expected_recovery = case when :now = 'MONITORING' then null else expected_recovery end
                where code = :code""")
                .param("now", now.name())
                .param("at", Timestamps.of(clock.instant()))
                .param("code", code.value())
                .update();
        record.append(
                code,
                "public-state.changed",
                actor,
                Map.of("before", before.name(), "now", now.name(), "because", because));
        events.publishEvent(new PublicStateChanged(code, before, now));
        return true;
    }
}
