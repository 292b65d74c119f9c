package nl.draaiboek.everyone;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.draaiboek.delivery.CallEnded;
import nl.draaiboek.everyone.TreeCall.Outcome;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.LockIncident;
import nl.draaiboek.incident.Timestamps;
import nl.draaiboek.people.Way;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rows of phone trees. What happens is noted in the transaction in which it does: with the tree, and in the record of its
 * incident when it has one. Never a number.
 */
@Component
public class PhoneTrees {

    private static final String SELECT = "select * from draaiboek.phone_tree ";
    private static final String PERSON = "select * from draaiboek.phone_tree_person ";
    private static final String CALL = "select * from draaiboek.phone_tree_call ";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final LockIncident lockIncident;
    private final WhatHappened happened;

    PhoneTrees(JdbcClient jdbc, Clock clock, LockIncident lockIncident, WhatHappened happened) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.lockIncident = lockIncident;
        this.happened = happened;
    }

    public PhoneTree get(long id) {
        return find(id).orElseThrow(() -> new IllegalStateException("There is no phone tree " + id + "."));
    }

    public Optional<PhoneTree> find(long id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id)
                .query((row, n) -> tree(row))
                .optional();
    }

    /** All of an incident, the first one first. */
    public List<PhoneTree> of(IncidentCode incident) {
        return jdbc.sql(SELECT + "where incident = ? order by id")
                .param(incident.value())
                .query((row, n) -> tree(row))
                .list();
    }

    /** The latest, running ones first. */
    public List<PhoneTree> latest(int most) {
        return jdbc.sql(SELECT + "order by ended_at is not null, id desc limit ?")
                .param(most)
                .query((row, n) -> tree(row))
                .list();
    }

    /** Everyone in it, in the order in which it was made. */
    public List<InTree> people(long tree) {
        return jdbc.sql(PERSON + "where tree = ? order by id")
                .param(tree)
                .query((row, n) -> person(row))
                .list();
    }

    public Optional<InTree> person(long id) {
        return jdbc.sql(PERSON + "where id = ?")
                .param(id)
                .query((row, n) -> person(row))
                .optional();
    }

    public Optional<InTree> person(long tree, String login) {
        return jdbc.sql(PERSON + "where tree = ? and person = ?")
                .params(tree, login)
                .query((row, n) -> person(row))
                .optional();
    }

    /** Where somebody stands now, the latest tree first. */
    List<InTree> running(String login) {
        return jdbc.sql(
                        """
                select p.* from draaiboek.phone_tree_person p join draaiboek.phone_tree t on t.id = p.tree
                 where p.person = ? and t.ended_at is null order by p.id desc""")
                .param(login)
                .query((row, n) -> person(row))
                .list();
    }

    /** Where somebody stood last, in trees that ended since. */
    Optional<InTree> ended(String login, Instant since) {
        return jdbc.sql(
                        """
                select p.* from draaiboek.phone_tree_person p join draaiboek.phone_tree t on t.id = p.tree
                 where p.person = ? and t.ended_at >= ? order by p.id desc limit 1""")
                .params(login, since.atOffset(ZoneOffset.UTC))
                .query((row, n) -> person(row))
                .optional();
    }

    /** Those whom somebody calls as the tree was made, and who wait for it still. */
    List<InTree> waitingFor(InTree caller) {
        return jdbc.sql(PERSON + "where caller = ? and tree = ? and state = 'WAITING' order by id")
                .params(caller.id(), caller.tree())
                .query((row, n) -> person(row))
                .list();
    }

    public Map<Reached, Integer> figures(long tree) {
        var figures = new EnumMap<Reached, Integer>(Reached.class);
        for (var state : Reached.values()) {
            figures.put(state, 0);
        }
        jdbc.sql("select state, count(*)::integer n from draaiboek.phone_tree_person where tree = ? group by state")
                .param(tree)
                .query(row -> {
                    figures.put(Reached.valueOf(row.getString("state")), row.getInt("n"));
                });
        return figures;
    }

    public Optional<TreeCall> call(long id) {
        return jdbc.sql(CALL + "where id = ?")
                .param(id)
                .query((row, n) -> call(row))
                .optional();
    }

    /** All calls of a tree, the first one first. */
    public List<TreeCall> calls(long tree) {
        return jdbc.sql(CALL + "where tree = ? order by id")
                .param(tree)
                .query((row, n) -> call(row))
                .list();
    }

    /** The calls that are still to be made. */
    List<TreeCall> open(long tree) {
        return jdbc.sql(CALL + "where tree = ? and outcome = 'OPEN' order by id")
                .param(tree)
                .query((row, n) -> call(row))
                .list();
    }

    /** Every call to somebody, the first one first. */
    public List<TreeCall> callsTo(InTree callee) {
        return jdbc.sql(CALL + "where tree = ? and callee = ? order by id")
                .params(callee.tree(), callee.id())
                .query((row, n) -> call(row))
                .list();
    }

    /** Whom somebody was to call, now or before. */
    public List<TreeCall> callsBy(InTree caller) {
        return jdbc.sql(CALL + "where tree = ? and caller = ? order by id")
                .params(caller.tree(), caller.id())
                .query((row, n) -> call(row))
                .list();
    }

    /** Whom somebody is to call now. */
    public List<TreeCall> toMake(long person) {
        return jdbc.sql(CALL + "where caller = ? and outcome = 'OPEN' order by id")
                .param(person)
                .query((row, n) -> call(row))
                .list();
    }

    /** What happened, the oldest first. */
    List<WhatHappened.Entry> entries(long tree) {
        return happened.of(WhatHappened.In.PHONE_TREE, tree);
    }

    /** One at a time; the incident first, see {@link LockIncident}. */
    @Transactional(propagation = Propagation.MANDATORY)
    PhoneTree lock(long id) {
        var incident = get(id).incident();
        if (incident != null) {
            lockIncident.lock(incident);
        }
        jdbc.sql("select 1 from draaiboek.phone_tree where id = ? for no key update")
                .param(id)
                .query(row -> {});
        return get(id);
    }

    long insert(@Nullable IncidentCode incident, String what, String whatInEnglish, String startedBy) {
        return jdbc.sql(
                        """
                insert into draaiboek.phone_tree (incident, what, what_en, started_by, begun_at)
                values (:incident, :what, :english, :by, :at) returning id""")
                .param("incident", incident == null ? null : incident.value())
                .param("what", what)
                .param("english", whatInEnglish)
                .param("by", startedBy)
                .param("at", now())
                .query(Long.class)
                .single();
    }

    long add(long tree, String login, String location, @Nullable Long caller, int calls, int level, Reached state) {
        return jdbc.sql(
                        """
                insert into draaiboek.phone_tree_person (tree, person, location, caller, calls, level, state, changed_at)
                values (:tree, :person, :location, :caller, :calls, :level, :state, :at) returning id""")
                .param("tree", tree)
                .param("person", login)
                .param("location", location)
                .param("caller", caller)
                .param("calls", calls)
                .param("level", level)
                .param("state", state.name())
                .param("at", now())
                .query(Long.class)
                .single();
    }

    void became(long person, Reached state, String by, String way) {
        jdbc.sql(
                        "update draaiboek.phone_tree_person set state = ?, changed_at = ?, changed_by = ?, way = ? where id = ?")
                .params(state.name(), now(), by, way, person)
                .update();
    }

    void silent(long person, boolean silent) {
        jdbc.sql("update draaiboek.phone_tree_person set silent = ? where id = ? and silent <> ?")
                .params(silent, person, silent)
                .update();
    }

    TreeCall open(long tree, @Nullable Long caller, long callee) {
        return jdbc.sql(
                        """
                insert into draaiboek.phone_tree_call (tree, caller, callee, asked_at, changed_at)
                values (:tree, :caller, :callee, :at, :at) returning *""")
                .param("tree", tree)
                .param("caller", caller)
                .param("callee", callee)
                .param("at", now())
                .query((row, n) -> call(row))
                .single();
    }

    void became(long call, Outcome outcome) {
        jdbc.sql("update draaiboek.phone_tree_call set outcome = ?, changed_at = ? where id = ?")
                .params(outcome.name(), now(), call)
                .update();
    }

    void sent(long person, @Nullable Long call, String kind, Way way, UUID notice) {
        jdbc.sql(
                        """
                insert into draaiboek.phone_tree_notice (person, call, kind, way, at, notice)
                values (:person, :call, :kind, :way, :at, :notice)""")
                .param("person", person)
                .param("call", call)
                .param("kind", kind)
                .param("way", way.word())
                .param("at", now())
                .param("notice", notice)
                .update();
    }

    /** When the last of those whom word has not reached was told by message; nothing when none was. */
    Optional<Instant> toldLast(long tree) {
        return jdbc.sql(
                        """
                select n.at from draaiboek.phone_tree_notice n join draaiboek.phone_tree_person p on p.id = n.person
                 where p.tree = ? and p.state <> 'REACHED' and n.kind = ? order by n.at desc limit 1""")
                .params(tree, TellByTree.TOLD)
                .query((row, n) -> row.getTimestamp("at").toInstant())
                .optional();
    }

    /** Whether somebody was asked what came of their calls, not longer ago than this. */
    boolean askedSince(long person, Duration ago) {
        return jdbc.sql(
                        "select exists (select 1 from draaiboek.phone_tree_notice where person = ? and kind = ? and at > ?)")
                .params(
                        person,
                        TellByTree.ASKED,
                        Objects.requireNonNull(Timestamps.of(instant().minus(ago))))
                .query(Boolean.class)
                .single();
    }

    /** Who was asked what came of a call that they are still to report. */
    Set<Long> askedInVain(long tree) {
        return Set.copyOf(jdbc.sql(
                        """
                select distinct c.caller from draaiboek.phone_tree_call c join draaiboek.phone_tree_notice n on n.call = c.id
                 where c.tree = ? and c.caller is not null and c.outcome = 'OPEN' and n.kind = ?""")
                .params(tree, TellByTree.ASKED)
                .query(Long.class)
                .list());
    }

    /** Whether somebody is on the phone with us, as far as is known: a call that went out not longer ago than this did not end yet. */
    boolean onThePhone(long person, Duration ago) {
        return jdbc.sql(
                        """
                select exists (select 1 from draaiboek.phone_tree_notice
                 where person = ? and way like 'call%' and outcome in ('SENT', 'ARRIVED') and at > ?)""")
                .params(person, Objects.requireNonNull(Timestamps.of(instant().minus(ago))))
                .query(Boolean.class)
                .single();
    }

    void became(UUID notice, String outcome) {
        jdbc.sql("update draaiboek.phone_tree_notice set outcome = ? where notice = ?")
                .params(outcome, notice)
                .update();
    }

    Optional<Sent> byNotice(UUID notice) {
        return jdbc.sql("select * from draaiboek.phone_tree_notice where notice = ?")
                .param(notice)
                .query((row, n) -> sent(row))
                .optional();
    }

    /** What was sent about a call. */
    List<Sent> sentFor(long call) {
        return jdbc.sql("select * from draaiboek.phone_tree_notice where call = ? order by id")
                .param(call)
                .query((row, n) -> sent(row))
                .list();
    }

    /** The word itself, as it was sent to somebody who was not reached. */
    List<Sent> told(long person) {
        return jdbc.sql("select * from draaiboek.phone_tree_notice where person = ? and call is null order by id")
                .param(person)
                .query((row, n) -> sent(row))
                .list();
    }

    /** The word itself, as it was sent to somebody, also when the program called them. */
    List<Sent> word(long person) {
        return jdbc.sql("select * from draaiboek.phone_tree_notice where person = ? and kind = ? order by id")
                .params(person, TellByTree.TOLD)
                .query((row, n) -> sent(row))
                .list();
    }

    /** @param kind {@code next}, {@code asked}, {@code told} or {@code off} */
    record Sent(long person, @Nullable Long call, String kind, String way, UUID notice, String outcome) {

        private static final Set<String> HEARD =
                Set.of("ARRIVED", CallEnded.How.ANSWERED.name(), CallEnded.How.VOICEMAIL.name());

        /** Whether they may have read or heard it. */
        boolean arrived() {
            return HEARD.contains(outcome);
        }
    }

    void nextRound(long tree) {
        jdbc.sql("update draaiboek.phone_tree set round = round + 1 where id = ?")
                .param(tree)
                .update();
    }

    void stop(long tree, String by, String reason) {
        jdbc.sql("update draaiboek.phone_tree set stopped_by = ?, reason = ? where id = ?")
                .params(by, reason, tree)
                .update();
    }

    void end(long tree) {
        jdbc.sql("update draaiboek.phone_tree set ended_at = ? where id = ?")
                .params(now(), tree)
                .update();
    }

    void moveTo(IncidentCode from, IncidentCode into) {
        jdbc.sql("update draaiboek.phone_tree set incident = ? where incident = ?")
                .params(into.value(), from.value())
                .update();
    }

    /** Keeps that something happened. */
    void record(PhoneTree tree, String kind, String actor, Map<String, ?> details) {
        happened.keep(WhatHappened.In.PHONE_TREE, tree.id(), tree.incident(), kind, actor, details);
    }

    Instant instant() {
        return clock.instant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static PhoneTree tree(ResultSet row) throws SQLException {
        var incident = row.getString("incident");
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        return new PhoneTree(
                row.getLong("id"),
                incident == null ? null : new IncidentCode(incident),
                row.getString("what"),
                row.getString("what_en"),
                row.getString("started_by"),
                at(row, "begun_at"),
                row.getInt("round"),
                row.getString("stopped_by"),
                row.getString("reason"),
                ended == null ? null : ended.toInstant());
    }

    private static InTree person(ResultSet row) throws SQLException {
        return new InTree(
                row.getLong("id"),
                row.getLong("tree"),
                row.getString("person"),
                row.getString("location"),
                row.getObject("caller", Long.class),
                row.getInt("calls"),
                row.getInt("level"),
                Reached.valueOf(row.getString("state")),
                at(row, "changed_at"),
                row.getString("changed_by"),
                row.getString("way"),
                row.getBoolean("silent"));
    }

    private static TreeCall call(ResultSet row) throws SQLException {
        return new TreeCall(
                row.getLong("id"),
                row.getLong("tree"),
                row.getObject("caller", Long.class),
                row.getLong("callee"),
                at(row, "asked_at"),
                Outcome.valueOf(row.getString("outcome")),
                at(row, "changed_at"));
    }

    private static Sent sent(ResultSet row) throws SQLException {
        return new Sent(
                row.getLong("person"),
                row.getObject("call", Long.class),
                row.getString("kind"),
                row.getString("way"),
                Objects.requireNonNull(row.getObject("notice", UUID.class)),
                row.getString("outcome"));
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class))
                .toInstant();
    }
}
