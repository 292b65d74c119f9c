package nl.draaiboek.response.outside;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.LockIncident;
import nl.draaiboek.incident.Timestamps;
import nl.draaiboek.response.outside.OutsideCall.Attempt;
import nl.draaiboek.response.outside.OutsideCall.Outcome;
import nl.draaiboek.response.outside.OutsideCall.State;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of who outside was called. Whoever changes one holds its incident first. */
@Component
public class OutsideCalls {

    private final JdbcClient jdbc;
    private final LockIncident lockIncident;
    private final Clock clock;

    OutsideCalls(JdbcClient jdbc, LockIncident lockIncident, Clock clock) {
        this.jdbc = jdbc;
        this.lockIncident = lockIncident;
        this.clock = clock;
    }

    /** @throws java.util.NoSuchElementException when there is none of this number */
    public OutsideCall get(long id) {
        return jdbc.sql("select * from draaiboek.outside_call where id = ?")
                .param(id)
                .query(OutsideCalls::call)
                .optional()
                .orElseThrow();
    }

    /** Holds its incident; the call as it stands then. */
    OutsideCall lock(long id) {
        lockIncident.lock(get(id).incident());
        return get(id);
    }

    public List<OutsideCall> of(IncidentCode code) {
        return jdbc.sql("select * from draaiboek.outside_call where incident = ? order by id")
                .param(code.value())
                .query(OutsideCalls::call)
                .list();
    }

    /** @return nothing when they are being called already */
    Optional<Long> open(IncidentCode code, String organisation, String why, String by) {
        return jdbc.sql(
                        """
                insert into draaiboek.outside_call (incident, organisation, why, asked_by, asked_at, state)
                values (:code, :organisation, :why, :by, :now, 'CALLING')
                on conflict (incident, organisation) where state = 'CALLING' do nothing returning id""")
                .param("code", code.value())
                .param("organisation", organisation)
                .param("why", why)
                .param("by", by)
                .param("now", now())
                .query(Long.class)
                .optional();
    }

    void comes(long id, String contact, String way) {
        jdbc.sql(
                        """
                update draaiboek.outside_call set state = 'COMING', answered_by = ?, answered_at = ?, way = ? where id = ?""")
                .params(contact, now(), way, id)
                .update();
    }

    void became(long id, State state) {
        jdbc.sql("update draaiboek.outside_call set state = ? where id = ?")
                .params(state.name(), id)
                .update();
    }

    /** @return false when they are being called for that incident already */
    boolean move(OutsideCall call, IncidentCode into) {
        return jdbc.sql(
                                """
                update draaiboek.outside_call c set incident = :into where c.id = :id and not exists (
                  select 1 from draaiboek.outside_call o
                   where o.incident = :into and o.organisation = c.organisation and o.state in ('CALLING', 'COMING'))""")
                        .param("into", into.value())
                        .param("id", call.id())
                        .update()
                == 1;
    }

    /** How this contact was called last, whatever came of it. */
    Optional<Attempt> last(String contact, Instant since) {
        return jdbc.sql(
                        "select * from draaiboek.outside_attempt where contact = ? and at >= ? order by id desc limit 1")
                .params(contact, Timestamps.of(since))
                .query(OutsideCalls::attempt)
                .optional();
    }

    List<Attempt> attempts(long call) {
        return jdbc.sql("select * from draaiboek.outside_attempt where call = ? order by id")
                .param(call)
                .query(OutsideCalls::attempt)
                .list();
    }

    Optional<Attempt> attempt(long id) {
        return jdbc.sql("select * from draaiboek.outside_attempt where id = ?")
                .param(id)
                .query(OutsideCalls::attempt)
                .optional();
    }

    Optional<Attempt> attempt(UUID notice) {
        return jdbc.sql("select * from draaiboek.outside_attempt where notice = ?")
                .param(notice)
                .query(OutsideCalls::attempt)
                .optional();
    }

    /** The last way by which this contact was called, where their answer still counts; the newest call first. */
    List<Attempt> waiting(String contact) {
        return jdbc.sql(
                        """
                select a.* from draaiboek.outside_attempt a join draaiboek.outside_call c on c.id = a.call
                where a.contact = ? and c.state in ('CALLING', 'NOBODY') order by a.id desc""")
                .param(contact)
                .query(OutsideCalls::attempt)
                .list();
    }

    long tried(long call, String contact, int step, String way, Outcome outcome) {
        return jdbc.sql(
                        """
                insert into draaiboek.outside_attempt (call, contact, step, way, at, outcome)
                values (:call, :contact, :step, :way, :now, :outcome) returning id""")
                .param("call", call)
                .param("contact", contact)
                .param("step", step)
                .param("way", way)
                .param("now", now())
                .param("outcome", outcome.name())
                .query(Long.class)
                .single();
    }

    void sentAs(long attempt, UUID notice) {
        jdbc.sql("update draaiboek.outside_attempt set notice = ? where id = ?")
                .params(notice, attempt)
                .update();
    }

    void became(long attempt, Outcome outcome) {
        jdbc.sql("update draaiboek.outside_attempt set outcome = ? where id = ?")
                .params(outcome.name(), attempt)
                .update();
    }

    /** @return false when it was used before */
    boolean use(long attempt) {
        return jdbc.sql("update draaiboek.outside_attempt set used = true where id = ? and not used")
                        .param(attempt)
                        .update()
                == 1;
    }

    Instant instant() {
        return clock.instant();
    }

    private java.time.OffsetDateTime now() {
        return Objects.requireNonNull(Timestamps.of(clock.instant()));
    }

    private static OutsideCall call(ResultSet row, int number) throws SQLException {
        return new OutsideCall(
                row.getLong("id"),
                new IncidentCode(row.getString("incident")),
                row.getString("organisation"),
                row.getString("why"),
                row.getString("asked_by"),
                Objects.requireNonNull(Timestamps.read(row, "asked_at")),
                State.valueOf(row.getString("state")),
                row.getString("answered_by"),
                Timestamps.read(row, "answered_at"));
    }

    private static Attempt attempt(ResultSet row, int number) throws SQLException {
        var notice = row.getObject("notice", UUID.class);
        return new Attempt(
                row.getLong("id"),
                row.getLong("call"),
                row.getString("contact"),
                row.getInt("step"),
                row.getString("way"),
                Objects.requireNonNull(Timestamps.read(row, "at")),
                notice,
                Outcome.valueOf(row.getString("outcome")),
                row.getBoolean("used"));
    }
}
