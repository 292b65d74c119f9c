package nl.draaiboek.response;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Those who were called and said that they come. */
@Component
public class Responders {

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final RoleHolders holders;
    private final Clock clock;

    Responders(JdbcClient jdbc, Incidents incidents, RoleHolders holders, Clock clock) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.holders = holders;
        this.clock = clock;
    }

    /** Everyone who came, the first first. */
    public List<Came> came(IncidentCode code) {
        return jdbc.sql(
                        """
                select c.person, max(c.at) as at from draaiboek.page_came c join draaiboek.page p on p.id = c.page
                 where p.incident = ? and c.undone is null group by c.person order by 2, 1""")
                .param(code.value())
                .query((row, n) ->
                        new Came(row.getString("person"), Objects.requireNonNull(Timestamps.read(row, "at"))))
                .list();
    }

    /** Those of them of whom nobody decided what they are to do: no lead, no role, not asked for one. */
    public List<Came> unplaced(IncidentCode code) {
        if (!incidents.get(code).state().running()) {
            return List.of();
        }
        var busy = holders.of(code).values();
        return came(code).stream()
                .filter(one -> !busy.contains(one.person()))
                .filter(one -> !decided(code, one))
                .toList();
    }

    /** It was decided what this person does, with or without a role. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void placed(IncidentCode code, String person) {
        jdbc.sql(
                        """
                insert into draaiboek.responder_placed (incident, person, placed_at) values (:code, :person, :now)
                on conflict (incident, person) do update set placed_at = excluded.placed_at""")
                .param("code", code.value())
                .param("person", person)
                .param("now", Timestamps.of(clock.instant()))
                .update();
    }

    private boolean decided(IncidentCode code, Came one) {
        return jdbc.sql(
                                """
                        select count(*) from draaiboek.responder_placed where incident = ? and person = ? and placed_at >= ?""")
                        .params(code.value(), one.person(), Timestamps.of(one.at()))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** @param at when they said that they come */
    public record Came(String person, Instant at) {}
}
