package nl.draaiboek.incident;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class JdbcIncidents implements Incidents {

    private static final String SELECT =
            """
            select i.*, array(select service from draaiboek.incident_service s where s.incident = i.code order by service) as services
            from draaiboek.incident i\s""";

    private final JdbcClient jdbc;

    JdbcIncidents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Incident> find(IncidentCode code) {
        return jdbc.sql(SELECT + "where i.code = ?")
                .param(code.value())
                .query(JdbcIncidents::map)
                .optional();
    }

    @Override
    public List<Incident> running() {
        return jdbc.sql(
                        SELECT
                                + "where i.state in ('CANDIDATE', 'DECLARED', 'RESOLVED') order by i.detected_at desc, i.code desc")
                .query(JdbcIncidents::map)
                .list();
    }

    @Override
    public List<Incident> firstUnled() {
        return jdbc.sql(
                        SELECT
                                + """
                        where i.code in (
                            select distinct on (coalesce(severity, provisional_severity)) code from draaiboek.incident
                             where state = 'CANDIDATE' and lead is null
                             order by coalesce(severity, provisional_severity), detected_at, code)""")
                .query(JdbcIncidents::map)
                .list();
    }

    @Override
    public List<Incident> latest(int limit) {
        return jdbc.sql(SELECT + "order by i.detected_at desc, i.code desc limit ?")
                .param(limit)
                .query(JdbcIncidents::map)
                .list();
    }

    private static Incident map(ResultSet row, int number) throws SQLException {
        var milestones = new EnumMap<Milestone, java.time.Instant>(Milestone.class);
        for (var milestone : Milestone.values()) {
            var at = Timestamps.read(row, milestone.column());
            if (at != null) {
                milestones.put(milestone, at);
            }
        }
        var merged = row.getString("merged_into");
        return new Incident(
                new IncidentCode(row.getString("code")),
                row.getString("title"),
                IncidentState.valueOf(row.getString("state")),
                PublicState.valueOf(row.getString("public_state")),
                severity(row.getObject("severity", Integer.class)),
                Severity.of(row.getInt("provisional_severity")).orElseThrow(),
                row.getBoolean("crisis_plan"),
                Noticed.valueOf(row.getString("noticed")),
                row.getObject("danger", Boolean.class),
                row.getString("danger_where"),
                row.getString("lead"),
                row.getString("tech_lead"),
                List.of((String[]) row.getArray("services").getArray()),
                Timestamps.read(row, "expected_recovery"),
                merged == null ? null : new IncidentCode(merged),
                row.getString("rejected_because"),
                milestones);
    }

    private static @Nullable Severity severity(@Nullable Integer number) {
        return number == null ? null : Severity.of(number).orElseThrow();
    }
}
