package nl.draaiboek.response.paging;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.LockIncident;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.incident.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The rows of pages. */
@Component("pageRows")
public class Pages {

    /** So long a telephone may ring, or somebody listen. */
    private static final Duration A_CALL = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final LockIncident locked;
    private final Clock clock;

    Pages(JdbcClient jdbc, LockIncident locked, Clock clock) {
        this.jdbc = jdbc;
        this.locked = locked;
        this.clock = clock;
    }

    /** @throws java.util.NoSuchElementException when there is none of this number */
    public Page get(long page) {
        return find(page).orElseThrow();
    }

    public Optional<Page> find(long page) {
        return jdbc.sql("select * from draaiboek.page where id = ?")
                .param(page)
                .query((row, n) -> Page.of(row))
                .optional();
    }

    /** All of an incident, the oldest first. */
    public List<Page> of(IncidentCode incident) {
        return jdbc.sql("select * from draaiboek.page where incident = ? order by id")
                .param(incident.value())
                .query((row, n) -> Page.of(row))
                .list();
    }

    /** All ways that were tried for a page, in the order in which they were. */
    public List<Attempt> attempts(long page) {
        return jdbc.sql("select * from draaiboek.page_attempt where page = ? order by id")
                .param(page)
                .query((row, n) -> Attempt.of(row))
                .list();
    }

    Optional<Attempt> attempt(long id) {
        return jdbc.sql("select * from draaiboek.page_attempt where id = ?")
                .param(id)
                .query((row, n) -> Attempt.of(row))
                .optional();
    }

    Optional<Attempt> attempt(UUID notice) {
        return jdbc.sql("select * from draaiboek.page_attempt where notice = ?")
                .param(notice)
                .query((row, n) -> Attempt.of(row))
                .optional();
    }

    /** Who has this place on the ladder in this round. */
    public Optional<String> turn(long page, Rung rung) {
        return jdbc.sql("select person from draaiboek.page_turn where page = ? and rung = ?")
                .params(page, rung.name())
                .query(String.class)
                .optional();
    }

    /** Holds the incident, and with it all its pages, until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    Page lock(long page) {
        locked.lock(get(page).incident());
        return get(page);
    }

    /** @return nothing when it is paged already */
    Optional<Long> open(IncidentCode incident, Purpose purpose, WhoIsPaged.Row row, Severity severity) {
        return jdbc.sql(
                        """
                insert into draaiboek.page (incident, purpose, paged, manager, together, state, severity, opened_at)
                values (:incident, :purpose, :paged, :manager, :together, 'OPEN', :severity, :now)
                on conflict (incident, purpose, paged) where state <> 'ENDED' do nothing returning id""")
                .param("incident", incident.value())
                .param("purpose", purpose.name())
                .param("paged", row.paged())
                .param("manager", row.manager())
                .param("together", row.together())
                .param("severity", severity.number())
                .param("now", now())
                .query(Long.class)
                .optional();
    }

    void calledIn(long page, String by, String why) {
        jdbc.sql("update draaiboek.page set called_by = ?, called_for = ? where id = ?")
                .params(by, why, page)
                .update();
    }

    void turns(long page, Map<Rung, String> turns) {
        jdbc.sql("delete from draaiboek.page_turn where page = ?").param(page).update();
        turns.forEach(
                (rung, person) -> jdbc.sql("insert into draaiboek.page_turn (page, rung, person) values (?, ?, ?)")
                        .params(page, rung.name(), person)
                        .update());
    }

    /** Until when it waits for the office; null when it goes out now. */
    void waitsUntil(long page, @Nullable Instant until) {
        jdbc.sql("update draaiboek.page set waits_until = ? where id = ?")
                .params(until == null ? null : Timestamps.of(until), page)
                .update();
    }

    /** The next time round begins, by what counts now. A round that waits for the office has not begun. */
    void nextRound(long page, WhoIsPaged.Row row, Severity severity) {
        jdbc.sql(
                        """
                update draaiboek.page set round = round + case when waits_until is null then 1 else 0 end, state = 'OPEN', together = :together, manager = :manager,
                  severity = :severity, acknowledged_by = null, acknowledged_at = null, acknowledged_way = null
                 where id = :page""")
                .param("page", page)
                .param("together", row.together())
                .param("manager", row.manager())
                .param("severity", severity.number())
                .update();
    }

    void acknowledged(Page page, String person, String way) {
        jdbc.sql(
                        """
                update draaiboek.page set state = 'ACKNOWLEDGED', acknowledged_by = ?, acknowledged_at = ?, acknowledged_way = ?,
                  waits_until = null where id = ?""")
                .params(person, now(), way, page.id())
                .update();
        came(page, person, way, false);
    }

    /**
     * Somebody says that they come.
     *
     * @param too whether somebody else had said so before
     * @return false when they had said so in this round, and it holds
     */
    boolean came(Page page, String person, String way, boolean too) {
        return jdbc.sql(
                                """
                        insert into draaiboek.page_came (page, round, person, way, at, too) values (?, ?, ?, ?, ?, ?)
                        on conflict (page, round, person) do update
                          set way = excluded.way, at = excluded.at, too = excluded.too, undone = null, undone_at = null
                         where page_came.undone is not null""")
                        .params(page.id(), page.round(), person, way, now(), too)
                        .update()
                == 1;
    }

    /** It holds no more. @return false when it did not before */
    boolean undone(Page page, String person, Said.Undone why) {
        return jdbc.sql(
                                """
                        update draaiboek.page_came set undone = ?, undone_at = ?
                         where page = ? and round = ? and person = ? and undone is null""")
                        .params(why.name(), now(), page.id(), page.round(), person)
                        .update()
                == 1;
    }

    /** All answers to a page, in every round, the oldest first. */
    List<Said> said(long page) {
        return jdbc.sql(
                        """
                select round, person, at, way, too, undone, true as comes from draaiboek.page_came where page = :page
                union all select round, person, at, way, false, null, false from draaiboek.page_passed_on where page = :page
                order by at""")
                .param("page", page)
                .query((row, n) -> Said.of(row))
                .list();
    }

    void end(long page) {
        jdbc.sql("update draaiboek.page set state = 'ENDED', ended_at = ? where id = ?")
                .params(now(), page)
                .update();
    }

    /** @return its number */
    long tried(
            Page page, Rung rung, String person, int step, String way, Attempt.Outcome outcome, @Nullable String why) {
        return jdbc.sql(
                        """
                insert into draaiboek.page_attempt (page, round, rung, person, step, way, at, outcome, why)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id""")
                .params(page.id(), page.round(), rung.name(), person, step, way, now(), outcome.name(), why)
                .query(Long.class)
                .single();
    }

    void sentAs(long attempt, UUID notice) {
        jdbc.sql("update draaiboek.page_attempt set notice = ? where id = ?")
                .params(notice, attempt)
                .update();
    }

    void became(long attempt, Attempt.Outcome outcome, @Nullable String why) {
        jdbc.sql("update draaiboek.page_attempt set outcome = ?, why = coalesce(?, why) where id = ?")
                .params(outcome.name(), why, attempt)
                .update();
    }

    /** @return false when its link was used before */
    boolean use(long attempt) {
        return jdbc.sql("update draaiboek.page_attempt set used_at = ? where id = ? and used_at is null")
                        .params(now(), attempt)
                        .update()
                == 1;
    }

    void passedOn(Page page, String person, String way) {
        jdbc.sql(
                        """
                insert into draaiboek.page_passed_on (page, round, person, way, at) values (?, ?, ?, ?, ?) on conflict do nothing""")
                .params(page.id(), page.round(), person, way, now())
                .update();
    }

    boolean hasPassedOn(Page page, String person) {
        return jdbc.sql("select count(*) from draaiboek.page_passed_on where page = ? and round = ? and person = ?")
                        .params(page.id(), page.round(), person)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** How often a phone rang or buzzed for this person in the time before now, for whatever incident. */
    int paged(String person, Duration within) {
        return jdbc.sql(
                        """
                select count(*) from draaiboek.page_attempt
                 where person = ? and at > ? and outcome not in ('OFF', 'HELD_BACK')""")
                .params(
                        person,
                        Objects.requireNonNull(Timestamps.of(clock.instant().minus(within))))
                .query(Integer.class)
                .single();
    }

    /** Whether their telephone is being called for another page of this incident; whoever asks holds it. */
    boolean isBeingCalled(String person, Page page) {
        return jdbc.sql(
                        """
                select exists (select 1 from draaiboek.page_attempt a join draaiboek.page p on p.id = a.page
                 where a.person = :person and p.incident = :incident and p.id <> :page and p.state = 'OPEN' and a.at > :since
                   and a.way like 'call%' and a.outcome in ('SENT', 'ARRIVED'))""")
                .param("person", person)
                .param("incident", page.incident().value())
                .param("page", page.id())
                .param("since", Timestamps.of(clock.instant().minus(A_CALL)))
                .query(Boolean.class)
                .single();
    }

    /** Open pages in which this person was paged in this round and did not pass it on, the newest first. */
    List<Page> openFor(String person) {
        return jdbc.sql(
                        """
                select p.* from draaiboek.page p where p.state = 'OPEN'
                   and exists (select 1 from draaiboek.page_attempt a
                                where a.page = p.id and a.person = :person and a.notice is not null)
                 order by p.id desc""")
                .param("person", person)
                .query((row, n) -> Page.of(row))
                .list();
    }

    /** The latest that this person acknowledged, and on which they are still expected. */
    Optional<Page> awaiting(String person) {
        return jdbc.sql(
                        """
                select * from draaiboek.page where state = 'ACKNOWLEDGED' and acknowledged_by = ?
                 order by acknowledged_at desc limit 1""")
                .param(person)
                .query((row, n) -> Page.of(row))
                .optional();
    }

    /** The latest page in which this person was paged. */
    Optional<Page> latestFor(String person) {
        return jdbc.sql(
                        """
                select p.* from draaiboek.page p join draaiboek.page_attempt a on a.page = p.id
                 where a.person = ? and a.notice is not null order by a.id desc limit 1""")
                .param(person)
                .query((row, n) -> Page.of(row))
                .optional();
    }

    /** Pages that are open and for which this person is called in this round, or to which they said to come. */
    List<Long> waitingFor(String person) {
        return jdbc.sql(
                        """
                select p.id from draaiboek.page p
                 where p.state = 'OPEN' and exists (select from draaiboek.page_attempt a
                         where a.page = p.id and a.round = p.round and a.person = :person)
                    or p.state = 'ACKNOWLEDGED' and exists (select from draaiboek.page_came c
                         where c.page = p.id and c.round = p.round and c.person = :person and c.undone is null)
                 order by p.id""")
                .param("person", person)
                .query(Long.class)
                .list();
    }

    Instant instant() {
        return clock.instant();
    }

    private OffsetDateTime now() {
        return Objects.requireNonNull(Timestamps.of(clock.instant()));
    }
}
