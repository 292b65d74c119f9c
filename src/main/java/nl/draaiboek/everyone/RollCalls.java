package nl.draaiboek.everyone;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.LockIncident;
import nl.draaiboek.people.CameInNeed;
import nl.draaiboek.people.Way;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rows of roll calls. What happens is noted in the transaction in which it does: with the roll call, and in the record of its
 * incident when it has one.
 */
@Component
public class RollCalls {

    private static final String SELECT = "select * from draaiboek.roll_call ";
    static final String HEARD = "roll-call.heard";

    /** Whoever begins a roll call holds this: "ROLLCALL". */
    private static final long BEGINNING = 0x524F4C4C43414C4CL;

    private static final String PERSON = "select * from draaiboek.roll_call_person ";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final LockIncident lockIncident;
    private final WhatHappened happened;
    private final ApplicationEventPublisher events;

    RollCalls(
            JdbcClient jdbc,
            Clock clock,
            LockIncident lockIncident,
            WhatHappened happened,
            ApplicationEventPublisher events) {
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
        this.lockIncident = lockIncident;
        this.happened = happened;
    }

    public RollCall get(long id) {
        return find(id).orElseThrow(() -> new IllegalStateException("There is no roll call " + id + "."));
    }

    public Optional<RollCall> find(long id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id)
                .query((row, n) -> rollCall(row))
                .optional();
    }

    /** All of an incident, the first one first. */
    public List<RollCall> of(IncidentCode incident) {
        return jdbc.sql(SELECT + "where incident = ? order by id")
                .param(incident.value())
                .query((row, n) -> rollCall(row))
                .list();
    }

    /** The latest, running ones first. */
    public List<RollCall> latest(int most) {
        return jdbc.sql(SELECT + "order by ended_at is not null, id desc limit ?")
                .param(most)
                .query((row, n) -> rollCall(row))
                .list();
    }

    /** Everyone whom it concerns, those first who need somebody, then by place and login. */
    public List<Asked> people(long rollCall) {
        return jdbc.sql(
                        PERSON
                                + """
                where roll_call = ? order by array_position(array['NEEDS_HELP', 'NOT_FOUND', 'PASSED_ON', 'NO_ANSWER', 'HELPED',
                  'SAFE', 'AWAY', 'CALLED_OFF'], safety), location, person""")
                .param(rollCall)
                .query((row, n) -> asked(row))
                .list();
    }

    public Optional<Asked> asked(long id) {
        return jdbc.sql(PERSON + "where id = ?")
                .param(id)
                .query((row, n) -> asked(row))
                .optional();
    }

    public Optional<Asked> asked(long rollCall, String person) {
        return jdbc.sql(PERSON + "where roll_call = ? and person = ?")
                .params(rollCall, person)
                .query((row, n) -> asked(row))
                .optional();
    }

    /** Where somebody is asked now, or was asked last when nothing runs. */
    List<Asked> running(String person) {
        var open = jdbc.sql(
                        """
                select p.* from draaiboek.roll_call_person p join draaiboek.roll_call c on c.id = p.roll_call
                 where p.person = ? and c.ended_at is null order by p.id""")
                .param(person)
                .query((row, n) -> asked(row))
                .list();
        return !open.isEmpty()
                ? open
                : jdbc.sql(PERSON + "where person = ? order by id desc limit 1")
                        .param(person)
                        .query((row, n) -> asked(row))
                        .list();
    }

    /** Every row in which an answer of this one counts: where they are asked now, and where they need help or are looked for. */
    List<Asked> wherever(Asked one) {
        return jdbc.sql(
                        """
                select p.* from draaiboek.roll_call_person p join draaiboek.roll_call c on c.id = p.roll_call
                 where p.person = ?
                   and (p.id = ? or c.ended_at is null or p.safety in ('NEEDS_HELP', 'PASSED_ON', 'NOT_FOUND'))
                 order by p.id""")
                .params(one.person(), one.id())
                .query((row, n) -> asked(row))
                .list();
    }

    /** Under which of their rows somebody who needs help is helped: the first that said so. Themselves when they need none. */
    Asked helpedAs(Asked one) {
        return jdbc.sql(PERSON + "where person = ? and safety = 'NEEDS_HELP' order by changed_at, id limit 1")
                .param(one.person())
                .query((row, n) -> asked(row))
                .optional()
                .orElse(one);
    }

    /** Those that run and began after a moment, the latest first. */
    List<RollCall> runningSince(Instant moment) {
        return jdbc.sql(SELECT + "where ended_at is null and not called_off and begun_at > ? order by id desc")
                .param(moment.atOffset(ZoneOffset.UTC))
                .query((row, n) -> rollCall(row))
                .list();
    }

    /** One at a time looks which run, and begins another; until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    void lockBeginning() {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(BEGINNING).query().singleRow();
    }

    /** How many there are of each. */
    public Map<Safety, Integer> figures(long rollCall) {
        var figures = new EnumMap<Safety, Integer>(Safety.class);
        for (var safety : Safety.values()) {
            figures.put(safety, 0);
        }
        jdbc.sql(
                        "select safety, count(*)::integer n from draaiboek.roll_call_person where roll_call = ? group by safety")
                .param(rollCall)
                .query(row -> {
                    figures.put(Safety.valueOf(row.getString("safety")), row.getInt("n"));
                });
        return figures;
    }

    /** What happened, the oldest first. */
    List<WhatHappened.Entry> entries(long rollCall) {
        return happened.of(WhatHappened.In.ROLL_CALL, rollCall);
    }

    /** When each who is looked for last answered something else than how they are, by login; not who did not. */
    public Map<String, Instant> heard(long rollCall) {
        var heard = new HashMap<String, Instant>();
        for (var entry : entries(rollCall)) {
            if (entry.kind().equals(HEARD)) {
                heard.put(entry.actor(), entry.at());
            } else if (entry.kind().equals("roll-call.answered")) {
                heard.remove(String.valueOf(entry.details().get("person")));
            }
        }
        return heard;
    }

    /** Whether this person called the roll while this one ran already. */
    public boolean joined(long rollCall, String login) {
        return entries(rollCall).stream()
                .anyMatch(entry ->
                        entry.kind().equals("roll-call.joined") && entry.actor().equals(login));
    }

    /** One at a time; the incident first, see {@link LockIncident}. */
    @Transactional(propagation = Propagation.MANDATORY)
    RollCall lock(long id) {
        var incident = get(id).incident();
        if (incident != null) {
            lockIncident.lock(incident);
        }
        jdbc.sql("select 1 from draaiboek.roll_call where id = ? for no key update")
                .param(id)
                .query(row -> {});
        return get(id);
    }

    long insert(@Nullable IncidentCode incident, String place, String what, String startedBy) {
        return jdbc.sql(
                        """
                insert into draaiboek.roll_call (incident, place, what, started_by, begun_at)
                values (:incident, :place, :what, :by, :at) returning id""")
                .param("incident", incident == null ? null : incident.value())
                .param("place", place)
                .param("what", what)
                .param("by", startedBy)
                .param("at", now())
                .query(Long.class)
                .single();
    }

    void add(long rollCall, String person, String location, Safety safety) {
        jdbc.sql(
                        """
                insert into draaiboek.roll_call_person (roll_call, person, location, safety, changed_at)
                values (?, ?, ?, ?, ?) on conflict do nothing""")
                .params(rollCall, person, location, safety.name(), now())
                .update();
    }

    /** Those who gave no answer and were asked so often. */
    List<Asked> silent(long rollCall, int rounds, int most) {
        return jdbc.sql(PERSON + "where roll_call = ? and safety = 'NO_ANSWER' and rounds = ? order by id limit ?")
                .params(rollCall, rounds, most)
                .query((row, n) -> asked(row))
                .list();
    }

    void askedOnceMore(long asked) {
        jdbc.sql("update draaiboek.roll_call_person set rounds = rounds + 1 where id = ?")
                .param(asked)
                .update();
    }

    /** Whoever needs help or is looked for from now on is asked nothing else; who it concerns hears so. */
    void became(long asked, Safety safety, String by, String way) {
        jdbc.sql(
                        "update draaiboek.roll_call_person set safety = ?, changed_at = ?, changed_by = ?, way = ? where id = ?")
                .params(safety.name(), now(), by, way, asked)
                .update();
        if (safety.inNeed()) {
            events.publishEvent(new CameInNeed(asked(asked).orElseThrow().person()));
        }
    }

    void note(long asked, String note) {
        jdbc.sql("update draaiboek.roll_call_person set note = ? where id = ?")
                .params(note, asked)
                .update();
    }

    void passTo(long asked, String finder) {
        jdbc.sql("update draaiboek.roll_call_person set finder = ? where id = ?")
                .params(finder, asked)
                .update();
    }

    void sent(Asked asked, int round, Way way, UUID notice) {
        jdbc.sql(
                        """
                insert into draaiboek.roll_call_attempt (asked, round, way, at, notice) values (?, ?, ?, ?, ?)""")
                .params(asked.id(), round, way.word(), now(), notice)
                .update();
    }

    /** Somebody was told that this one needs help. */
    void toldOfHelp(long asked, String helper, Way way, UUID notice) {
        jdbc.sql("insert into draaiboek.roll_call_help_sent (notice, asked, helper, way, at) values (?, ?, ?, ?, ?)")
                .params(notice, asked, helper, way.word(), now())
                .update();
    }

    /** By which messages they were, since it was last over. */
    List<HelpSent> helpSent(long asked) {
        return jdbc.sql("select notice, helper, way from draaiboek.roll_call_help_sent where asked = ?")
                .param(asked)
                .query((row, n) -> new HelpSent(
                        row.getObject("notice", UUID.class), row.getString("helper"), row.getString("way")))
                .list();
    }

    record HelpSent(UUID notice, String helper, String way) {}

    /** Whether a roll call or a call for help went to this person by this way after a moment. */
    boolean wentTo(String person, Way way, Instant after) {
        return jdbc.sql(
                        """
                select exists (select 1 from draaiboek.roll_call_help_sent where helper = :person and way = :way and at > :after)
                    or exists (select 1 from draaiboek.roll_call_attempt a join draaiboek.roll_call_person p on p.id = a.asked
                                where p.person = :person and a.way = :way and a.at > :after)""")
                .param("person", person)
                .param("way", way.word())
                .param("after", after.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /** Who was told by this message, and of whom; nothing once it is over. */
    Optional<ToldOfHelp> toldOfHelp(UUID notice) {
        return jdbc.sql("select asked, helper from draaiboek.roll_call_help_sent where notice = ?")
                .param(notice)
                .query((row, n) -> new ToldOfHelp(row.getLong("asked"), row.getString("helper")))
                .optional();
    }

    record ToldOfHelp(long asked, String helper) {}

    /** Everyone who needs help now, in any roll call, once each; who said so last first. */
    List<Asked> needingHelp() {
        return jdbc.sql(
                        """
                select * from (select distinct on (person) * from draaiboek.roll_call_person where safety = 'NEEDS_HELP'
                                order by person, changed_at, id) first
                 order by changed_at desc, id desc""")
                .query((row, n) -> asked(row))
                .list();
    }

    /** It is over. */
    void forgetHelpSent(long asked) {
        jdbc.sql("delete from draaiboek.roll_call_help_sent where asked = ?")
                .param(asked)
                .update();
    }

    /** Whose message this was; nobody's when it is none of ours. */
    Optional<Asked> byNotice(UUID notice) {
        return jdbc.sql(
                        """
                select p.* from draaiboek.roll_call_person p join draaiboek.roll_call_attempt a on a.asked = p.id
                 where a.notice = ?""")
                .param(notice)
                .query((row, n) -> asked(row))
                .optional();
    }

    void became(UUID notice, String outcome) {
        jdbc.sql("update draaiboek.roll_call_attempt set outcome = ? where notice = ?")
                .params(outcome, notice)
                .update();
    }

    List<UUID> notices(long asked) {
        return jdbc.sql("select notice from draaiboek.roll_call_attempt where asked = ? order by id")
                .param(asked)
                .query(UUID.class)
                .list();
    }

    /** By which ways somebody was asked, and what became of each. */
    public List<Attempt> attempts(long asked) {
        return jdbc.sql("select way, at, outcome from draaiboek.roll_call_attempt where asked = ? order by id")
                .param(asked)
                .query((row, n) -> new Attempt(row.getString("way"), at(row, "at"), row.getString("outcome")))
                .list();
    }

    /** @param outcome SENT, ARRIVED, FAILED, or how a call ended */
    public record Attempt(String way, Instant at, String outcome) {}

    void override(long rollCall, String by, String reason, boolean calledOff) {
        jdbc.sql(
                        """
                update draaiboek.roll_call set overridden_by = ?, overridden_at = ?, reason = ?, called_off = called_off or ?
                 where id = ?""")
                .params(by, now(), reason, calledOff, rollCall)
                .update();
    }

    void end(long rollCall) {
        jdbc.sql("update draaiboek.roll_call set ended_at = ? where id = ?")
                .params(now(), rollCall)
                .update();
    }

    void moveTo(IncidentCode from, IncidentCode into) {
        jdbc.sql("update draaiboek.roll_call set incident = ? where incident = ?")
                .params(into.value(), from.value())
                .update();
    }

    /** Keeps that something happened. No numbers, and nothing of what somebody said of themselves. */
    void record(RollCall rollCall, String kind, String actor, Map<String, ?> details) {
        happened.keep(WhatHappened.In.ROLL_CALL, rollCall.id(), rollCall.incident(), kind, actor, details);
    }

    Instant instant() {
        return clock.instant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static RollCall rollCall(ResultSet row) throws SQLException {
        var incident = row.getString("incident");
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        return new RollCall(
                row.getLong("id"),
                incident == null ? null : new IncidentCode(incident),
                row.getString("place"),
                row.getString("what"),
                row.getString("started_by"),
                at(row, "begun_at"),
                row.getString("overridden_by"),
                row.getString("reason"),
                row.getBoolean("called_off"),
                ended == null ? null : ended.toInstant());
    }

    private static Asked asked(ResultSet row) throws SQLException {
        return new Asked(
                row.getLong("id"),
                row.getLong("roll_call"),
                row.getString("person"),
                row.getString("location"),
                Safety.valueOf(row.getString("safety")),
                at(row, "changed_at"),
                row.getString("changed_by"),
                row.getString("way"),
                row.getString("note"),
                row.getString("finder"),
                row.getInt("rounds"));
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class))
                .toInstant();
    }
}
