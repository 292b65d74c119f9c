package nl.draaiboek.incident;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sets severity and crisis plan, for the first time or again, up or down. What depends on them follows at once. */
@Component
public class DecideSeverity {

    private final JdbcClient jdbc;
    private final LockIncident locked;
    private final IncidentRecord record;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DecideSeverity(
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
     * {@link SeverityChanged} has been published when this returns, also when nothing but the reason is new.
     *
     * @throws NotInThisState when nobody works on the incident any more
     */
    @Transactional
    public void decide(IncidentCode code, SeverityDecision decision, String by) {
        var before = locked.lock(code);
        if (!before.state().running()) {
            throw new NotInThisState(before, "be assessed");
        }
        jdbc.sql(
                        """
                update draaiboek.incident
                   set severity = :severity, crisis_plan = :plan, assessed_at = coalesce(assessed_at, :now)
                 where code = :code""")
                .param("severity", decision.severity().number())
                .param("plan", decision.crisisPlan())
                .param("now", Objects.requireNonNull(Timestamps.of(clock.instant())))
                .param("code", code.value())
                .update();
        record.append(
                code,
                "severity.decided",
                by,
                Map.of(
                        "severity", decision.severity().number(),
                        "before", before.effectiveSeverity().number(),
                        "proposed", decision.proposed().value().number(),
                        "rule", decision.proposed().rule(),
                        "because", decision.proposed().because(),
                        "crisisPlan", decision.crisisPlan(),
                        "crisisPlanProposed", decision.planProposed().value(),
                        "crisisPlanRule", decision.planProposed().rule(),
                        "crisisPlanBecause", decision.planProposed().because(),
                        "why", decision.why()));
        events.publishEvent(new SeverityChanged(
                code, before.effectiveSeverity(), decision.severity(), before.crisisPlan(), decision.crisisPlan()));
    }
}
