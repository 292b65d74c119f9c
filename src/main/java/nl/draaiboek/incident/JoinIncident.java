package nl.draaiboek.incident;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets what comes in later join an incident that is already there. */
@Component
public class JoinIncident {

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final IncidentRecord record;
    private final ApplicationEventPublisher events;

    JoinIncident(JdbcClient jdbc, Incidents incidents, IncidentRecord record, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.record = record;
        this.events = events;
    }

    /**
     * The incident that an alert of these services joins by itself: a candidate or a declared one that names one of them. It
     * cannot end before the running transaction does. A resolved one is not offered: what fires after the emergency ended is
     * news.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<IncidentCode> openFor(Collection<String> services) {
        return jdbc.sql(
                        """
                select i.code from draaiboek.incident i
                where i.state in ('CANDIDATE', 'DECLARED')
                  and exists (select 1 from draaiboek.incident_service s where s.incident = i.code and s.service = any(:services))
                order by (i.state = 'DECLARED') desc, i.detected_at, i.code
                limit 1 for no key update""")
                .param("services", services.toArray(String[]::new))
                .query(String.class)
                .optional()
                .map(IncidentCode::new);
    }

    /** Whether an alert may still join it by itself; it cannot end before the running transaction does. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean isOpen(IncidentCode code) {
        var state = state(code);
        return state == IncidentState.CANDIDATE || state == IncidentState.DECLARED;
    }

    /**
     * Adds the services and writes what joined into the record.
     *
     * @param kind of the record's entry: {@code alert.joined}, {@code report.joined}
     * @throws NoSuchIncident when there is none of this code
     * @throws NotRunning when it has ended meanwhile; nothing was written, and the transaction can go on
     */
    @Transactional(propagation = Propagation.MANDATORY, noRollbackFor = NotRunning.class)
    public void join(IncidentCode code, List<String> services, String kind, String actor, Map<String, ?> details) {
        var state = state(code);
        if (!state.running()) {
            throw new NotRunning(code, state);
        }
        services.forEach(service -> jdbc.sql(
                        "insert into draaiboek.incident_service (incident, service) values (?, ?) on conflict do nothing")
                .params(code.value(), service)
                .update());
        record.append(code, kind, actor, details);
    }

    /**
     * What joined is worse than anything that was known, and than what people decided: in doubt the higher, until they
     * decide again. What fires again as bad as before raises nothing. {@link SeverityChanged} has been published then.
     *
     * @param worst as monitoring called it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void raise(IncidentCode code, Severity worst, String actor) {
        var before = incidents.get(code);
        if (worst.number() >= before.provisionalSeverity().number()) {
            return;
        }
        jdbc.sql(
                        """
                update draaiboek.incident
                   set provisional_severity = :worst, severity = case when severity is not null then least(severity, :worst) end
                 where code = :code""")
                .param("worst", worst.number())
                .param("code", code.value())
                .update();
        if (worst.number() < before.effectiveSeverity().number()) {
            record.append(
                    code,
                    "severity.raised",
                    actor,
                    Map.of(
                            "severity",
                            worst.number(),
                            "before",
                            before.effectiveSeverity().number(),
                            "because",
                            "An alert is worse than what was known"));
            events.publishEvent(new SeverityChanged(
                    code, before.effectiveSeverity(), worst, before.crisisPlan(), before.crisisPlan()));
        }
    }

    private IncidentState state(IncidentCode code) {
        return jdbc.sql("select state from draaiboek.incident where code = ? for no key update")
                .param(code.value())
                .query(String.class)
                .optional()
                .map(IncidentState::valueOf)
                .orElseThrow(() -> new NoSuchIncident(code.value()));
    }
}
