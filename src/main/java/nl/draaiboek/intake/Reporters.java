package nl.draaiboek.intake;

import java.util.List;
import nl.draaiboek.incident.IncidentCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who reported or declared an incident, so that they can be told what came of it. */
@Component
public class Reporters {

    private final JdbcClient jdbc;

    Reporters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Everyone who left a login or a mail address, each once; what they were reported under before a merge included. */
    public List<Reporter> of(IncidentCode code) {
        return jdbc.sql(
                        """
                select distinct on (coalesce(reporter, lower(reporter_mail))) reporter, reporter_name, reporter_mail
                from draaiboek.signal
                where incident = :incident and kind <> 'ALERT' and coalesce(reporter, reporter_mail) is not null
                order by coalesce(reporter, lower(reporter_mail)), id""")
                .param("incident", code.value())
                .query((row, n) -> new Reporter(
                        row.getString("reporter"), row.getString("reporter_name"), row.getString("reporter_mail")))
                .list();
    }
}
