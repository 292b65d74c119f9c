package nl.draaiboek.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.LockIncident;
import nl.draaiboek.incident.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What remains and what is to be improved: each with an owner and a date, until it is done or dropped. */
@Component
public class FollowUps {

    private final JdbcClient jdbc;
    private final LockIncident locked;
    private final IncidentRecord record;
    private final Clock clock;

    FollowUps(JdbcClient jdbc, LockIncident locked, IncidentRecord record, Clock clock) {
        this.jdbc = jdbc;
        this.locked = locked;
        this.record = record;
        this.clock = clock;
    }

    /** All of an incident, in the order they were agreed. */
    public List<FollowUp> of(IncidentCode code) {
        return jdbc.sql("select * from draaiboek.follow_up where incident = ? order by id")
                .param(code.value())
                .query(FollowUps::map)
                .list();
    }

    /** @throws IllegalArgumentException when there is none of this id */
    public FollowUp get(long id) {
        return jdbc.sql("select * from draaiboek.follow_up where id = ?")
                .param(id)
                .query(FollowUps::map)
                .optional()
                .orElseThrow(() -> new IllegalArgumentException("There is no follow-up action " + id + "."));
    }

    /**
     * Agrees on it.
     *
     * @param remained when the emergency ended; not agreed on in the review
     * @return its id
     */
    @Transactional
    public long agree(IncidentCode code, FollowUp.Agreed agreed, boolean remained, String by) {
        locked.lock(code);
        var id = jdbc.sql(
                        """
                insert into draaiboek.follow_up (incident, action, owner, due, changes_plan, remained, agreed_by, agreed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?) returning id""")
                .params(
                        code.value(),
                        agreed.action(),
                        agreed.owner(),
                        agreed.due(),
                        agreed.changesPlan(),
                        remained,
                        by,
                        Objects.requireNonNull(Timestamps.of(clock.instant())))
                .query(Long.class)
                .single();
        record.append(
                code,
                "follow-up.agreed",
                by,
                Map.of(
                        "id", id,
                        "action", agreed.action(),
                        "owner", agreed.owner(),
                        "due", agreed.due().toString(),
                        "changesPlan", agreed.changesPlan()));
        return id;
    }

    /** Gives it a new date or another owner. */
    @Transactional
    public void extend(long id, LocalDate due, String owner, String because, String by) {
        var followUp = get(id);
        jdbc.sql("update draaiboek.follow_up set due = ?, owner = ? where id = ? and state = 'OPEN'")
                .params(due, owner, id)
                .update();
        record.append(
                followUp.incident(),
                "follow-up.extended",
                by,
                Map.of("id", id, "due", due.toString(), "owner", owner, "because", because));
    }

    /**
     * Ends it.
     *
     * @param planVersion the version of the diagram or table that carries the change; empty when it changes none
     */
    @Transactional
    public void end(long id, FollowUp.State state, String result, String planVersion, String by) {
        var followUp = get(id);
        jdbc.sql(
                        """
                update draaiboek.follow_up set state = ?, result = ?, plan_version = ?, ended_by = ?, ended_at = ?
                 where id = ? and state = 'OPEN'""")
                .params(
                        state.name(),
                        result,
                        planVersion,
                        by,
                        Objects.requireNonNull(Timestamps.of(clock.instant())),
                        id)
                .update();
        record.append(
                followUp.incident(),
                state == FollowUp.State.DONE ? "follow-up.done" : "follow-up.dropped",
                by,
                Map.of("id", id, "action", followUp.action(), "result", result, "planVersion", planVersion));
    }

    private static FollowUp map(ResultSet row, int number) throws SQLException {
        return new FollowUp(
                row.getLong("id"),
                new IncidentCode(row.getString("incident")),
                row.getString("action"),
                row.getString("owner"),
                row.getObject("due", LocalDate.class),
                row.getString("changes_plan"),
                row.getBoolean("remained"),
                FollowUp.State.valueOf(row.getString("state")),
                row.getString("result"),
                row.getString("plan_version"));
    }
}
