package nl.draaiboek.incident;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets what comes in later join an incident that is already there. */
@Component
public class JoinIncident {

    private final JdbcClient jdbc;
    private final IncidentRecord record;

    JoinIncident(JdbcClient jdbc, IncidentRecord record) {
        this.jdbc = jdbc;
        this.record = record;
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

    private IncidentState state(IncidentCode code) {
        return jdbc.sql("select state from draaiboek.incident where code = ? for no key update")
                .param(code.value())
                .query(String.class)
                .optional()
                .map(IncidentState::valueOf)
                .orElseThrow(() -> new NoSuchIncident(code.value()));
    }
}
