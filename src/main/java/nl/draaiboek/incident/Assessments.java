package nl.draaiboek.incident;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what was assessed. */
@Component
public class Assessments {

    private final JdbcClient jdbc;
    private final Incidents incidents;

    Assessments(JdbcClient jdbc, Incidents incidents) {
        this.jdbc = jdbc;
        this.incidents = incidents;
    }

    /** The newest assessment, with the services as the incident names them now; nothing before the first. */
    public Optional<Assessment> latest(IncidentCode code) {
        List<String> services = incidents.get(code).services();
        return jdbc.sql("select * from draaiboek.assessment where incident = ? order by id desc limit 1")
                .param(code.value())
                .query((row, n) -> new Assessment(
                        row.getString("internal_impact"),
                        row.getString("what"),
                        row.getString("what_they_see"),
                        row.getString("who"),
                        Timestamps.read(row, "impact_at"),
                        row.getInt("support_cases"),
                        row.getString("breach"),
                        row.getString("data_loss"),
                        row.getString("social_media"),
                        row.getString("other_factors"),
                        row.getString("cause"),
                        services))
                .optional();
    }
}
