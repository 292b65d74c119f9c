package nl.draaiboek.incident;

import java.time.ZoneId;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Opens an incident as a candidate, with a code of its own, and starts its plan in the same transaction. */
@Component
public class OpenIncident {

    private final JdbcClient jdbc;
    private final IncidentRecord record;
    private final ApplicationEventPublisher events;
    private final ZoneId zone;

    OpenIncident(JdbcClient jdbc, IncidentRecord record, ApplicationEventPublisher events, OfficeHours officeHours) {
        this.jdbc = jdbc;
        this.record = record;
        this.events = events;
        this.zone = officeHours.zone();
    }

    /** @return the new code; {@link IncidentOpened} has been published and acted on by then */
    @Transactional(propagation = Propagation.MANDATORY)
    public IncidentCode open(NewIncident incident) {
        var year = incident.detectedAt().atZone(zone).getYear();
        var code = new IncidentCode(jdbc.sql("select draaiboek.next_incident_code(:year)")
                .param("year", year)
                .query(String.class)
                .single());
        jdbc.sql(
                        """
                insert into draaiboek.incident (code, title, provisional_severity, noticed, danger, danger_where, impact_at, detected_at)
                values (:code, :title, :severity, :noticed, :danger, :dangerWhere, :impactAt, :detectedAt)""")
                .param("code", code.value())
                .param("title", incident.title())
                .param("severity", incident.provisionalSeverity().number())
                .param("noticed", incident.noticed().name())
                .param("danger", incident.danger())
                .param("dangerWhere", incident.dangerWhere())
                .param("impactAt", Timestamps.of(incident.impactAt()))
                .param("detectedAt", Timestamps.of(incident.detectedAt()))
                .update();
        incident.services().forEach(service -> jdbc.sql(
                        "insert into draaiboek.incident_service (incident, service) values (?, ?) on conflict do nothing")
                .params(code.value(), service)
                .update());
        record.append(
                code,
                "incident.opened",
                incident.actor(),
                Map.of(
                        "title", incident.title(),
                        "noticed", incident.noticed().name(),
                        "provisionalSeverity", incident.provisionalSeverity().number(),
                        "services", incident.services()));
        events.publishEvent(new IncidentOpened(code));
        return code;
    }
}
