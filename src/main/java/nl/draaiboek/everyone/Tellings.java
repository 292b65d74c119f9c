package nl.draaiboek.everyone;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.draaiboek.everyone.Telling.Kind;
import nl.draaiboek.everyone.Telling.Message;
import nl.draaiboek.everyone.Telling.Whom;
import nl.draaiboek.everyone.Telling.Words;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.LockIncident;
import nl.draaiboek.incident.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of what employees are told. Whoever changes one holds its incident first. */
@Component
public class Tellings {

    private final JdbcClient jdbc;
    private final LockIncident lockIncident;
    private final Clock clock;

    Tellings(JdbcClient jdbc, LockIncident lockIncident, Clock clock) {
        this.jdbc = jdbc;
        this.lockIncident = lockIncident;
        this.clock = clock;
    }

    /** @throws java.util.NoSuchElementException when there is none of this number */
    public Telling get(long id) {
        return jdbc.sql("select * from draaiboek.telling where id = ?")
                .param(id)
                .query(Tellings::telling)
                .optional()
                .orElseThrow();
    }

    Telling lock(long id) {
        lockIncident.lock(get(id).incident());
        return get(id);
    }

    public List<Telling> of(IncidentCode code) {
        return jdbc.sql("select * from draaiboek.telling where incident = ? order by id")
                .param(code.value())
                .query(Tellings::telling)
                .list();
    }

    /** @return numbers of those of which somebody was told and not yet that it is over; they are of the other incident now */
    public List<Long> moveTo(IncidentCode from, IncidentCode into) {
        var moved = openOf(from).stream().map(Telling::id).toList();
        moved.forEach(id -> jdbc.sql("update draaiboek.telling set incident = ? where id = ?")
                .params(into.value(), id)
                .update());
        return moved;
    }

    /** Those of this incident who were told and still count on hearing that it is over, the first one first. */
    public List<Telling> openOf(IncidentCode code) {
        return of(code).stream()
                .filter(one -> one.endedAt() == null)
                .filter(one -> last(one.id())
                        .filter(message -> message.approved() && message.kind() != Kind.OVER)
                        .isPresent())
                .toList();
    }

    long begin(IncidentCode code, String by, String facts) {
        return jdbc.sql(
                        "insert into draaiboek.telling (incident, begun_by, begun_at, facts) values (?, ?, ?, ?) returning id")
                .params(code.value(), by, now(), facts)
                .query(Long.class)
                .single();
    }

    void facts(long id, String facts) {
        jdbc.sql("update draaiboek.telling set facts = ? where id = ?")
                .params(facts, id)
                .update();
    }

    void concerns(long id, Whom whom, Collection<String> chosen, boolean involved, boolean urgent) {
        jdbc.sql(
                        "update draaiboek.telling set whom = :whom, chosen = string_to_array(:chosen, E'\\n'), involved = :involved, urgent = :urgent where id = :id")
                .param("whom", whom.word())
                .param("chosen", String.join("\n", chosen))
                .param("involved", involved)
                .param("urgent", urgent)
                .param("id", id)
                .update();
    }

    void end(long id) {
        jdbc.sql("update draaiboek.telling set ended_at = coalesce(ended_at, ?) where id = ?")
                .params(now(), id)
                .update();
    }

    /** The message that is being written or sent; nothing before the first. */
    public Optional<Message> last(long telling) {
        return jdbc.sql("select * from draaiboek.telling_message where telling = ? order by id desc limit 1")
                .param(telling)
                .query(Tellings::message)
                .optional();
    }

    /** Keeps what was written: in place of a draft, after what was approved. */
    void write(long telling, Kind kind, Words words, boolean urgent, String by) {
        jdbc.sql("delete from draaiboek.telling_message where telling = ? and approved_at is null")
                .param(telling)
                .update();
        jdbc.sql(
                        """
                insert into draaiboek.telling_message (telling, kind, urgent, subject_nl, text_nl, subject_en, text_en, decided_by, written_at)
                values (:telling, :kind, :urgent, :subjectNl, :textNl, :subjectEn, :textEn, :by, :now)""")
                .param("telling", telling)
                .param("kind", kind.word())
                .param("urgent", urgent)
                .param("subjectNl", words.subjectNl())
                .param("textNl", words.textNl())
                .param("subjectEn", words.subjectEn())
                .param("textEn", words.textEn())
                .param("by", by)
                .param("now", now())
                .update();
    }

    void approve(long message) {
        jdbc.sql("update draaiboek.telling_message set approved_at = ? where id = ?")
                .params(now(), message)
                .update();
    }

    /** Whom it concerns from now on. */
    void people(long telling, Collection<String> persons) {
        persons.forEach(person -> jdbc.sql(
                        "insert into draaiboek.telling_person (telling, person) values (?, ?) on conflict do nothing")
                .params(telling, person)
                .update());
    }

    List<String> people(long telling) {
        return jdbc.sql("select person from draaiboek.telling_person where telling = ? order by person")
                .param(telling)
                .query(String.class)
                .list();
    }

    /** Those who were not told this message yet; that it is over is not said twice in the same words. */
    List<String> untold(Message message, int most) {
        return jdbc.sql(
                        """
                select p.person from draaiboek.telling_person p where p.telling = ?
                  and not exists (select 1 from draaiboek.telling_told t where t.message = ? and t.person = p.person)
                  and not exists (
                    select 1 from draaiboek.telling_message mine
                      join draaiboek.telling ours on ours.id = mine.telling
                      join draaiboek.telling other on other.incident = ours.incident and other.id <> ours.id
                      join draaiboek.telling_message said on said.telling = other.id and said.kind = mine.kind
                       and said.text_nl = mine.text_nl and said.text_en = mine.text_en
                      join draaiboek.telling_told t on t.message = said.id
                     where mine.id = ? and mine.kind = 'over' and t.person = p.person)
                order by p.person limit ?""")
                .params(message.telling(), message.id(), message.id(), most)
                .query(String.class)
                .list();
    }

    void told(long message, String person) {
        jdbc.sql(
                        "insert into draaiboek.telling_told (message, person, told_at) values (?, ?, ?) on conflict do nothing")
                .params(message, person, now())
                .update();
    }

    void sent(long message, String person, String way, UUID notice) {
        jdbc.sql("insert into draaiboek.telling_attempt (message, person, way, notice) values (?, ?, ?, ?)")
                .params(message, person, way, notice)
                .update();
    }

    Optional<Attempt> attempt(UUID notice) {
        return jdbc.sql(
                        """
                select a.*, m.telling from draaiboek.telling_attempt a join draaiboek.telling_message m on m.id = a.message
                where notice = ?""")
                .param(notice)
                .query((row, n) -> new Attempt(
                        row.getLong("telling"), row.getLong("message"), row.getString("person"), row.getString("way")))
                .optional();
    }

    void became(UUID notice, boolean reached) {
        jdbc.sql("update draaiboek.telling_attempt set outcome = ? where notice = ?")
                .params(reached ? "ARRIVED" : "FAILED", notice)
                .update();
    }

    Message message(long id) {
        return jdbc.sql("select * from draaiboek.telling_message where id = ?")
                .param(id)
                .query(Tellings::message)
                .single();
    }

    /** Ways by which this person was told this message. */
    Set<String> ways(long message, String person) {
        return Set.copyOf(jdbc.sql("select way from draaiboek.telling_attempt where message = ? and person = ?")
                .params(message, person)
                .query(String.class)
                .list());
    }

    /** Those whom no way took this message to, as far as is known now. */
    List<String> notReached(long message) {
        return jdbc.sql(
                        """
                select t.person from draaiboek.telling_told t where t.message = ? and not exists (
                  select 1 from draaiboek.telling_attempt a
                   where a.message = t.message and a.person = t.person and a.outcome <> 'FAILED') order by t.person""")
                .param(message)
                .query(String.class)
                .list();
    }

    /** One way by which somebody was told. */
    record Attempt(long telling, long message, String person, String way) {}

    private OffsetDateTime now() {
        return Objects.requireNonNull(Timestamps.of(clock.instant()));
    }

    private static Telling telling(ResultSet row, int number) throws SQLException {
        return new Telling(
                row.getLong("id"),
                new IncidentCode(row.getString("incident")),
                row.getString("begun_by"),
                row.getString("facts"),
                Whom.valueOf(row.getString("whom").toUpperCase(Locale.ROOT)),
                Set.copyOf(Arrays.asList((String[]) row.getArray("chosen").getArray())),
                row.getBoolean("involved"),
                row.getBoolean("urgent"),
                Timestamps.read(row, "ended_at"));
    }

    private static Message message(ResultSet row, int number) throws SQLException {
        return new Message(
                row.getLong("id"),
                row.getLong("telling"),
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                new Words(
                        row.getString("subject_nl"),
                        row.getString("text_nl"),
                        row.getString("subject_en"),
                        row.getString("text_en")),
                row.getBoolean("urgent"),
                row.getString("decided_by"),
                Timestamps.read(row, "approved_at") != null);
    }
}
