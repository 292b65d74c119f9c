package nl.draaiboek.everyone;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nl.draaiboek.everyone.CommunicationWork.Offer;
import nl.draaiboek.everyone.CommunicationWork.State;
import nl.draaiboek.everyone.CommunicationWork.Wish;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.LockIncident;
import nl.draaiboek.incident.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of the communication pool. Whoever changes one holds its incident first. */
@Component
public class CommunicationWorks {

    private final JdbcClient jdbc;
    private final LockIncident lockIncident;
    private final Clock clock;

    CommunicationWorks(JdbcClient jdbc, LockIncident lockIncident, Clock clock) {
        this.jdbc = jdbc;
        this.lockIncident = lockIncident;
        this.clock = clock;
    }

    /** @throws java.util.NoSuchElementException when there is none of this number */
    public CommunicationWork get(long id) {
        return jdbc.sql("select * from draaiboek.communication_work where id = ?")
                .param(id)
                .query(CommunicationWorks::work)
                .optional()
                .orElseThrow();
    }

    CommunicationWork lock(long id) {
        lockIncident.lock(get(id).incident());
        return get(id);
    }

    List<CommunicationWork> running(IncidentCode code) {
        return jdbc.sql(
                        "select * from draaiboek.communication_work where incident = ? and ended_at is null order by id")
                .param(code.value())
                .query(CommunicationWorks::work)
                .list();
    }

    long open(IncidentCode code, Wish wish, String by) {
        return jdbc.sql(
                        """
                insert into draaiboek.communication_work (incident, what, customers, words, wanted, minutes, asked_by, asked_at)
                values (:code, :what, :customers, :words, :wanted, :minutes, :by, :now) returning id""")
                .param("code", code.value())
                .param("what", wish.what())
                .param("customers", wish.customers())
                .param("words", wish.words())
                .param("wanted", wish.wanted())
                .param("minutes", Math.toIntExact(wish.time().toMinutes()))
                .param("by", by)
                .param("now", now())
                .query(Long.class)
                .single();
    }

    void end(long id) {
        jdbc.sql("update draaiboek.communication_work set ended_at = coalesce(ended_at, ?) where id = ?")
                .params(now(), id)
                .update();
    }

    void saidShort(long id) {
        jdbc.sql("update draaiboek.communication_work set short_at = ? where id = ?")
                .params(now(), id)
                .update();
    }

    List<Offer> offers(long work) {
        return jdbc.sql("select * from draaiboek.communication_offer where work = ? order by id")
                .param(work)
                .query(CommunicationWorks::offer)
                .list();
    }

    public Optional<Offer> offer(long id) {
        return jdbc.sql("select * from draaiboek.communication_offer where id = ?")
                .param(id)
                .query(CommunicationWorks::offer)
                .optional();
    }

    /** Numbers of the offers that wait for an answer of this person. */
    List<Long> askedOf(String person) {
        return jdbc.sql("select id from draaiboek.communication_offer where person = ? and state = 'ASKED' order by id")
                .param(person)
                .query(Long.class)
                .list();
    }

    long ask(long work, String person, Instant answerBy) {
        return jdbc.sql(
                        """
                insert into draaiboek.communication_offer (work, person, state, asked_at, answer_by)
                values (?, ?, 'ASKED', ?, ?) returning id""")
                .params(work, person, now(), Objects.requireNonNull(Timestamps.of(answerBy)))
                .query(Long.class)
                .single();
    }

    void became(long offer, State state, @Nullable Instant until, String note) {
        jdbc.sql(
                        """
                update draaiboek.communication_offer set state = :state, settled_at = :now, until_at = coalesce(:until, until_at),
                  note = :note where id = :id""")
                .param("state", state.name())
                .param("now", now())
                .param("until", Timestamps.of(until), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("note", note)
                .param("id", offer)
                .update();
    }

    /** @return whether they had not offered before */
    boolean volunteer(IncidentCode code, String person) {
        return jdbc.sql("insert into draaiboek.communication_volunteer values (?, ?, ?) on conflict do nothing")
                        .params(code.value(), person, now())
                        .update()
                == 1;
    }

    List<String> volunteers(IncidentCode code) {
        return jdbc.sql("select person from draaiboek.communication_volunteer where incident = ? order by at")
                .param(code.value())
                .query(String.class)
                .list();
    }

    /** Whoever declined a role in this incident: perhaps they can do this. */
    List<String> declinedRoles(IncidentCode code) {
        return jdbc.sql(
                        "select distinct person from draaiboek.role_offer where incident = ? and state = 'DECLINED' order by person")
                .param(code.value())
                .query(String.class)
                .list();
    }

    /** How often each was asked before, in all incidents. */
    Map<String, Integer> asked() {
        var asked = new java.util.HashMap<String, Integer>();
        jdbc.sql("select person, count(*)::integer n from draaiboek.communication_offer group by person")
                .query(row -> {
                    asked.put(row.getString("person"), row.getInt("n"));
                });
        return asked;
    }

    Instant instant() {
        return clock.instant();
    }

    private OffsetDateTime now() {
        return Objects.requireNonNull(Timestamps.of(clock.instant()));
    }

    private static CommunicationWork work(ResultSet row, int number) throws SQLException {
        return new CommunicationWork(
                row.getLong("id"),
                new IncidentCode(row.getString("incident")),
                row.getString("what"),
                row.getString("customers"),
                row.getString("words"),
                row.getInt("wanted"),
                Duration.ofMinutes(row.getInt("minutes")),
                row.getString("asked_by"),
                Timestamps.read(row, "short_at") != null,
                Timestamps.read(row, "ended_at"));
    }

    private static Offer offer(ResultSet row, int number) throws SQLException {
        return new Offer(
                row.getLong("id"),
                row.getLong("work"),
                row.getString("person"),
                State.valueOf(row.getString("state")),
                Objects.requireNonNull(Timestamps.read(row, "answer_by")),
                Timestamps.read(row, "until_at"),
                row.getString("note"));
    }
}
