package nl.draaiboek.everyone;

import java.util.Optional;
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
                  where c.incident = ? and (c.overridden_at is null or p.changed_at > c.overridden_at)
                    and p.safety in ('NO_ANSWER', 'NEEDS_HELP'))""")
                .param(incident.value())
                .query(Boolean.class)
                .single();
    }

    /**
     * Whether this roll call is one that work waits for: nobody answered for all in it yet, or somebody asked for help since; also when
     * it is over.
     */
    boolean waitsFor(long rollCall) {
        return jdbc.sql(
                        """
                select exists (select from draaiboek.roll_call c join draaiboek.roll_call_person p on p.roll_call = c.id
                  where c.id = ? and (c.overridden_at is null or p.changed_at > c.overridden_at)
                    and p.safety in ('NO_ANSWER', 'NEEDS_HELP'))""")
                .param(rollCall)
                .query(Boolean.class)
                .single();
    }

    /** Why it may not, for who wants to begin, in one sentence or two; nothing when it may. */
    public Optional<String> whyNot(IncidentCode incident) {
        if (mayRestore(incident)) {
            return Optional.empty();
        }
        var open = jdbc.sql(
                        """
                select 'roll call ' || c.id || ': '
                    || concat_ws(' and ',
                         nullif(count(*) filter (where p.safety = 'NO_ANSWER'), 0) || ' without an answer',
                         nullif(count(*) filter (where p.safety = 'NEEDS_HELP'), 0) || ' in need of help')
                  from draaiboek.roll_call c join draaiboek.roll_call_person p on p.roll_call = c.id
                 where c.incident = ? and (c.overridden_at is null or p.changed_at > c.overridden_at)
                   and p.safety in ('NO_ANSWER', 'NEEDS_HELP')
                 group by c.id order by c.id""")
                .param(incident.value())
                .query(String.class)
                .list();
        return Optional.of("People come first ("
                + (open.isEmpty()
                        ? "anyone may be in danger, and nobody has said that they are safe"
                        : String.join(", ", open))
                + "). Nothing is restored before everyone is safe, helped or passed on to somebody. An incident manager or a manager"
                + " may let it begin with a reason: the task 'Confirm all are safe'.");
    }

    private boolean running(IncidentCode incident) {
        return jdbc.sql("select exists (select from draaiboek.roll_call where incident = ? and ended_at is null)")
                .param(incident.value())
                .query(Boolean.class)
                .single();
    }
}
