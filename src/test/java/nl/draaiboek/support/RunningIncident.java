package nl.draaiboek.support;

import java.sql.Timestamp;
import java.time.Duration;
import nl.draaiboek.incident.IncidentCode;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The datacenter in Haarlem as it stands once Anouk leads, without the phases that came before. */
public final class RunningIncident {

    private RunningIncident() {}

    /** Declared, with Anouk as incident manager and Bram as tech lead; it began ten minutes before it was detected, just now. */
    public static IncidentCode declared(Scenario scenario, JdbcClient jdbc, int severity, boolean crisisPlan) {
        var now = scenario.clock().instant();
        var code = jdbc.sql(
                        """
                insert into draaiboek.incident (code, title, state, severity, provisional_severity, crisis_plan, noticed, lead,
                  tech_lead, impact_at, detected_at, declared_at, led_at)
                values (draaiboek.next_incident_code(2026), 'Datacenter Haarlem onbereikbaar', 'DECLARED', :severity, :severity, :plan,
                  'MONITORING', 'anouk', 'bram', :impact, :now, :now, :now) returning code""")
                .param("severity", severity)
                .param("plan", crisisPlan)
                .param("impact", Timestamp.from(now.minus(Duration.ofMinutes(10))))
                .param("now", Timestamp.from(now))
                .query(String.class)
                .single();
        jdbc.sql("insert into draaiboek.incident_service (incident, service) values (?, 'hosting-haarlem')")
                .param(code)
                .update();
        return new IncidentCode(code);
    }
}
