package nl.draaiboek.incident;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets an incident go on under the code of another when the two turn out to be one. Its code stays used, its record
 * stays, its services and times go along, and where it was the worse of the two, so do its severity and crisis plan; other
 * rooms move what they keep on {@link IncidentMerged}.
 */
@Component
public class MergeIncidents {

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final IncidentRecord record;
    private final ApplicationEventPublisher events;
    private final NoteDanger noteDanger;

    MergeIncidents(
            JdbcClient jdbc,
            Incidents incidents,
            IncidentRecord record,
            ApplicationEventPublisher events,
            NoteDanger noteDanger) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.record = record;
        this.events = events;
        this.noteDanger = noteDanger;
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
        var inDanger = noteDanger.unsafe(merged);
        keepTheEarliestAndTheWorst(merged, target, inDanger);
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
                        "severity", merged.effectiveSeverity().number(),
                        "crisisPlan", merged.crisisPlan(),
                        "reason", reason));
        if (inDanger) {
            noteDanger.note(
                    into, actor, true, merged.dangerWhere() == null ? target.dangerWhere() : merged.dangerWhere());
        }
        tellWhenItIsWorseNow(target);
        events.publishEvent(new IncidentMerged(code, into));
    }

    /**
     * Lets several go on under the code of one. Those that ended by themselves meanwhile stay as they are.
     *
     * @throws NotRunning when the one that goes on has ended, or all others have; nothing was written
     */
    @Transactional(noRollbackFor = NotRunning.class)
    public void mergeAll(List<IncidentCode> codes, IncidentCode into, String reason, String actor) {
        var all = Stream.concat(codes.stream(), Stream.of(into))
                .map(IncidentCode::value)
                .distinct()
                .toList();
        jdbc.sql("select code from draaiboek.incident where code in (:codes) order by code for no key update")
                .param("codes", all)
                .query(String.class)
                .list();
        var target = incidents.get(into);
        var still = codes.stream()
                .filter(code -> incidents.get(code).state().running())
                .toList();
        if (!target.state().running() || still.isEmpty()) {
            var ended = still.isEmpty() ? incidents.get(codes.get(0)) : target;
            throw new NotRunning(ended.code(), ended.state());
        }
        still.forEach(code -> merge(code, into, reason, actor));
    }

    /** Whoever was served by the crisis plan of the one is served by that of the other. */
    private void tellWhenItIsWorseNow(Incident before) {
        var now = incidents.get(before.code());
        if (now.effectiveSeverity() != before.effectiveSeverity() || now.crisisPlan() != before.crisisPlan()) {
            events.publishEvent(new SeverityChanged(
                    before.code(),
                    before.effectiveSeverity(),
                    now.effectiveSeverity(),
                    before.crisisPlan(),
                    now.crisisPlan()));
        }
    }

    /**
     * The outage began, and was noticed, when the first of the two says so; who noticed first goes with it. It is as bad as the
     * worse of the two, in doubt the higher. A danger of which people are safe stays behind.
     */
    private void keepTheEarliestAndTheWorst(Incident merged, Incident target, boolean inDanger) {
        jdbc.sql(
                        """
                update draaiboek.incident t
                set impact_at   = least(t.impact_at, m.impact_at),
                    noticed     = case when m.detected_at < t.detected_at then m.noticed else t.noticed end,
                    detected_at = least(t.detected_at, m.detected_at),
                    danger      = case when :inDanger then true when m.danger then t.danger else coalesce(t.danger, m.danger) end,
                    provisional_severity = least(t.provisional_severity, m.provisional_severity, m.severity),
                    severity    = case when t.severity is not null then least(t.severity, m.severity) end,
                    crisis_plan = t.crisis_plan or m.crisis_plan
                from draaiboek.incident m where t.code = :into and m.code = :code""")
                .param("into", target.code().value())
                .param("code", merged.code().value())
                .param("inDanger", inDanger)
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
