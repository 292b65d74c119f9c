package nl.draaiboek.response;

import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.incident.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What severity the team was told last. */
@Component
public class TeamTold {

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final Clock clock;

    TeamTold(JdbcClient jdbc, Incidents incidents, Clock clock) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.clock = clock;
    }

    /** Empty while nobody in the team was told anything. */
    Optional<Severity> severity(IncidentCode code) {
        return jdbc.sql("select severity from draaiboek.team_told where incident = ?")
                .param(code.value())
                .query(Integer.class)
                .optional()
                .flatMap(Severity::of);
    }

    /** Whether it is worse now than what the team was told; false while it was told nothing. */
    public boolean worseThanTold(IncidentCode code) {
        var now = incidents.get(code).effectiveSeverity();
        return severity(code).filter(told -> now.compareTo(told) < 0).isPresent();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void note(IncidentCode code, Severity severity) {
        jdbc.sql(
                        """
                insert into draaiboek.team_told (incident, severity, told_at) values (:code, :severity, :now)
                on conflict (incident) do update set severity = excluded.severity, told_at = excluded.told_at""")
                .param("code", code.value())
                .param("severity", severity.number())
                .param("now", Objects.requireNonNull(Timestamps.of(clock.instant())))
                .update();
    }
}
