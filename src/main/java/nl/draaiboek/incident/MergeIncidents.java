package nl.draaiboek.incident;

import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets an incident go on under the code of another when the two turn out to be one. Its code stays used, its record
 * stays, its services and times go along; other rooms move what they keep on {@link IncidentMerged}.
 */
@Component
public class MergeIncidents {

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final IncidentRecord record;
    private final ApplicationEventPublisher events;

    MergeIncidents(JdbcClient jdbc, Incidents incidents, IncidentRecord record, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.record = record;
        this.events = events;
    }

    /**
     * @param code the one that ends as merged
     * @param into the one that goes on
     * @throws NotRunning when one of the two has ended meanwhile; nothing was written, and the transaction can go on
     * @throws IllegalArgumentException when both are the same
     */
    @Transactional(noRollbackFor = NotRunning.class)
    public void merge(IncidentCode code, IncidentCode into, String reason, String actor) {
        if (code.equals(into)) {
            throw new IllegalArgumentException(code + " cannot be merged into itself.");
        }
        var locked = jdbc.sql(
                        "select code from draaiboek.incident where code in (:codes) order by code for no key update")
                .param("codes", List.of(code.value(), into.value()))
                .query(String.class)
                .list();
        var merged = running(code, locked);
        var target = running(into, locked);
        jdbc.sql("update draaiboek.incident set state = 'MERGED', merged_into = :into where code = :code")
                .param("into", into.value())
                .param("code", code.value())
                .update();
        jdbc.sql(
                        """
                insert into draaiboek.incident_service (incident, service)
                select :into, service from draaiboek.incident_service where incident = :code on conflict do nothing""")
                .param("into", into.value())
                .param("code", code.value())
                .update();
        keepTheEarliestTimes(merged, target);
        record.append(code, "incident.merged", actor, Map.of("into", into.value(), "reason", reason));
        record.append(
                into,
                "incident.taken-in",
                actor,
                Map.of(
                        "from", code.value(),
                        "title", merged.title(),
                        "noticed", merged.noticed().name(),
                        "services", merged.services(),
                        "reason", reason));
        events.publishEvent(new IncidentMerged(code, into));
    }

    /** The outage began, and was noticed, when the first of the two says so; who noticed first goes with it. */
    private void keepTheEarliestTimes(Incident merged, Incident target) {
        jdbc.sql(
                        """
                update draaiboek.incident t
                set impact_at   = least(t.impact_at, m.impact_at),
                    noticed     = case when m.detected_at < t.detected_at then m.noticed else t.noticed end,
                    detected_at = least(t.detected_at, m.detected_at),
                    danger      = case when m.danger then true else coalesce(t.danger, m.danger) end,
                    danger_where = coalesce(t.danger_where, m.danger_where),
                    provisional_severity = least(t.provisional_severity, m.provisional_severity)
                from draaiboek.incident m where t.code = :into and m.code = :code""")
                .param("into", target.code().value())
                .param("code", merged.code().value())
                .update();
    }

    private Incident running(IncidentCode code, List<String> locked) {
        if (!locked.contains(code.value())) {
            throw new NoSuchIncident(code.value());
        }
        var incident = incidents.get(code);
        if (!incident.state().running()) {
            throw new NotRunning(code, incident.state());
        }
        return incident;
    }
}
