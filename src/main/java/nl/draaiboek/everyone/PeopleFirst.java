package nl.draaiboek.everyone;

import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.NoteDanger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** People come before service: whether restoring may begin. */
@Component
public class PeopleFirst {

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final NoteDanger noteDanger;

    PeopleFirst(JdbcClient jdbc, Incidents incidents, NoteDanger noteDanger) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.noteDanger = noteDanger;
    }

    /**
     * Whether everyone who was asked in a roll call of this incident is safe, helped or passed on, or an incident manager lets
     * work begin all the same. While anyone may be in danger and nobody was asked, it may not.
     */
    public boolean mayRestore(IncidentCode incident) {
        if (noteDanger.unsafe(incidents.get(incident)) && !running(incident)) {
            return false;
        }
        return jdbc.sql(
                        """
                select not exists (select from draaiboek.roll_call c join draaiboek.roll_call_person p on p.roll_call = c.id
                  where c.incident = ? and c.overridden_at is null and p.safety in ('NO_ANSWER', 'NEEDS_HELP'))""")
                .param(incident.value())
                .query(Boolean.class)
                .single();
    }

    private boolean running(IncidentCode incident) {
        return jdbc.sql("select exists (select from draaiboek.roll_call where incident = ? and ended_at is null)")
                .param(incident.value())
                .query(Boolean.class)
                .single();
    }
}
