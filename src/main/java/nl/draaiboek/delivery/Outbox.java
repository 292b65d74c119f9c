package nl.draaiboek.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of dispatches and deliveries. Each public method is one statement or joins the running transaction. */
@Component
class Outbox {

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private static final String STRANDED =
            """
             from draaiboek.dispatch p join draaiboek.channel_state c on c.channel = p.channel
             where p.state = 'open' and p.remaining > 0 and c.down_since + p.gives_up_after <= :now
               and (c.failed_at >= p.created_at or c.closed_until > :now) and p.settle_at <= :now""";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();

    Outbox(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Writes a dispatch with its rows; one row per address, whoever shares it. */
    UUID insert(NewDispatch dispatch, Composition composition, Duration givesUpAfter) {
        return insert(
                dispatch.task(),
                dispatch.incident(),
                dispatch.request().channel(),
                dispatch.message(),
                dispatch.request().audience(),
                composition,
                givesUpAfter);
    }

    private UUID insert(
            WaitingTask task,
            @Nullable IncidentCode incident,
            String channel,
            String message,
            String audience,
            Composition composition,
            Duration givesUpAfter) {
        var recipients = new LinkedHashMap<String, Recipient>();
        composition.recipients().forEach(r -> recipients.putIfAbsent(r.address().toLowerCase(Locale.ROOT), r));
        var id = UUID.randomUUID();
        var now = now();
        jdbc.sql(
                        """
                insert into draaiboek.dispatch (id, incident, channel, message, audience, conversation, supersedes,
                  activity_instance, process_instance, activity, total, remaining, gives_up_after, created_at, settle_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, make_interval(secs => ?), ?, ?)""")
                .params(
                        id,
                        incident == null ? null : incident.value(),
                        channel,
                        message,
                        audience,
                        composition.conversation(),
                        composition.supersedes(),
                        task.activityInstance(),
                        task.processInstance(),
                        task.activity(),
                        recipients.size(),
                        recipients.size(),
                        givesUpAfter.toMillis() / 1000.0,
                        now,
                        now)
                .update();
        composition.contents().forEach((language, content) -> jdbc.sql(
                        """
                insert into draaiboek.dispatch_content (dispatch, language, subject, body, html, facts)
                values (:dispatch, :language, :subject, :body, :html, :facts)""")
                .param("dispatch", id)
                .param("language", language)
                .param("subject", content.subject())
                .param("body", content.text())
                .param("html", content.html())
                .param("facts", write(content.facts()))
                .update());
        insertRows(id, channel, recipients.values(), now);
        return id;
    }

    /** Writes a notice, for which no token waits. */
    UUID insert(Notice notice, Duration givesUpAfter) {
        return insert(
                WaitingTask.none(),
                notice.incident(),
                notice.channel(),
                notice.message(),
                notice.audience(),
                notice.composition(),
                givesUpAfter);
    }

    private void insertRows(UUID dispatch, String channel, Collection<Recipient> recipients, OffsetDateTime now) {
        jdbc.sql(
                        """
                insert into draaiboek.delivery (dispatch, number, channel, priority, recipient, address, language, own, due_at)
                select ?, r.number, ?, ?, r.recipient, r.address, r.language, nullif(r.own, ''), ?
                  from unnest(?::text[], ?::text[], ?::text[], ?::text[]) with ordinality
                    as r (recipient, address, language, own, number)""")
                .params(
                        dispatch,
                        channel,
                        Integer.toString(recipients.size()).length(),
                        now,
                        recipients.stream().map(Recipient::id).toArray(String[]::new),
                        recipients.stream().map(Recipient::address).toArray(String[]::new),
                        recipients.stream().map(Recipient::language).toArray(String[]::new),
                        recipients.stream()
                                .map(r -> r.own().isEmpty() ? "" : write(r.own()))
                                .toArray(String[]::new))
                .update();
    }

    /**
     * Ends what still waits of older dispatches of the same key, for each address that the new one reaches: nobody gets an
     * old text once a newer one exists. What is being sent at this moment is left alone. Compared here and not in SQL: of rows
     * that were written a moment ago the database knows no numbers, and would compare each with each.
     */
    int supersede(UUID by) {
        var reached = new HashSet<>(jdbc.sql("select lower(address) from draaiboek.delivery where dispatch = ?")
                .param(by)
                .query(String.class)
                .list());
        var ended = new HashMap<UUID, List<Integer>>();
        jdbc.sql(
                        """
                select d.dispatch, d.number, lower(d.address) address from draaiboek.delivery d
                  join draaiboek.dispatch p on p.id = d.dispatch
                  join draaiboek.dispatch n on n.supersedes = p.supersedes and n.channel = p.channel and n.id <> p.id
                 where n.id = ? and d.state = 'open' and d.lease is null and p.state in ('open', 'given-up')
                   for update of d skip locked""")
                .param(by)
                .query(row -> {
                    if (reached.contains(row.getString("address"))) {
                        ended.computeIfAbsent(row.getObject("dispatch", UUID.class), id -> new ArrayList<>())
                                .add(row.getInt("number"));
                    }
                });
        ended.forEach(this::endReplaced);
        return ended.size();
    }

    private void endReplaced(UUID dispatch, List<Integer> numbers) {
        jdbc.sql(
                        """
                update draaiboek.delivery set state = 'superseded', settled_at = ?, why = 'A newer text replaced it.'
                 where dispatch = ? and number = any (?::int[])""")
                .params(
                        now(),
                        dispatch,
                        numbers.stream().mapToInt(Integer::intValue).toArray())
                .update();
        jdbc.sql("update draaiboek.dispatch set remaining = remaining - ? where id = ?")
                .params(numbers.size(), dispatch)
                .update();
    }

    /**
     * Takes up to {@code limit} due rows of one dispatch, the smallest and oldest dispatch first, under a new lease. A row
     * whose lease ran out counts as due: its worker is gone.
     */
    List<Claimed> claim(String channel, int limit, UUID lease, @Nullable Integer node, Duration leaseFor) {
        var now = clock.instant();
        return jdbc.sql(
                        """
                with first as (
                  select dispatch, priority from draaiboek.delivery
                   where channel = :channel and state = 'open' and due_at <= :now
                   order by priority, due_at, dispatch, number limit 1 for update skip locked),
                picked as (
                  select number, lease from draaiboek.delivery
                   where channel = :channel and priority = (select priority from first) and state = 'open'
                     and due_at <= :now and dispatch = (select dispatch from first)
                   order by due_at, dispatch, number limit :limit for update skip locked)
                update draaiboek.delivery d set due_at = :until, lease = :lease, node = :node, attempt = d.attempt + 1,
                    doubts = d.doubts + case when picked.lease is null then 0 else 1 end
                  from picked where picked.number = d.number and d.dispatch = (select dispatch from first)
                returning d.dispatch, d.number, d.recipient, d.address, d.language, d.own, d.attempt, d.doubts,
                  picked.lease is not null as orphan,
                  (select p.given_up_at from draaiboek.dispatch p where p.id = d.dispatch) is not null as late""")
                .param("channel", channel)
                .param("now", Timestamps.of(now))
                .param("until", Timestamps.of(now.plus(leaseFor)))
                .param("lease", lease)
                .param("node", node, java.sql.Types.INTEGER)
                .param("limit", limit)
                .query((row, n) -> claimed(row))
                .list();
    }

    private static Claimed claimed(ResultSet row) throws SQLException {
        return new Claimed(
                row.getObject("dispatch", UUID.class),
                row.getInt("number"),
                new Recipient(
                        row.getString("recipient"), row.getString("address"), row.getString("language"), Map.of()),
                row.getString("own"),
                row.getInt("attempt"),
                row.getInt("doubts"),
                row.getBoolean("orphan"),
                row.getBoolean("late"));
    }

    /**
     * Writes receipts and the counter of their dispatch in one statement, for rows that are still under this lease. The
     * numbers stand there twice so that the index is used before anything is known of the table.
     *
     * @return the dispatch when no row of it is left
     */
    List<UUID> settle(UUID dispatch, UUID lease, List<Receipt> receipts) {
        var numbers = receipts.stream().mapToInt(Receipt::number).toArray();
        return jdbc
                .sql(
                        """
                with receipt as (
                  select * from unnest(?::int[], ?::text[], ?::text[], ?::text[]) as r (number, state, why, provider_id)),
                settled as (
                  update draaiboek.delivery d
                     set state = r.state, why = r.why, provider_id = r.provider_id, lease = null, settled_at = ?
                    from receipt r
                   where d.dispatch = ? and d.number = any (?::int[]) and d.number = r.number
                     and d.state in ('open', 'cancelled') and d.lease = ?
                  returning d.state),
                counted as (
                  select count(*) n, count(*) filter (where state = 'delivered') delivered,
                    count(*) filter (where state = 'failed') failed, count(*) filter (where state = 'unknown') unknown
                    from settled)
                update draaiboek.dispatch p
                   set remaining = greatest(p.remaining - c.n, 0), delivered = p.delivered + c.delivered,
                       failed = p.failed + c.failed, unknown = p.unknown + c.unknown
                  from counted c where p.id = ? and c.n > 0
                returning case when p.remaining = 0 then p.id end as finished""")
                .params(
                        numbers,
                        receipts.stream().map(Receipt::state).toArray(String[]::new),
                        receipts.stream().map(Receipt::why).toArray(String[]::new),
                        receipts.stream().map(Receipt::providerId).toArray(String[]::new),
                        now(),
                        dispatch,
                        numbers,
                        lease,
                        dispatch)
                .query((row, n) -> Optional.ofNullable(row.getObject("finished", UUID.class)))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Gives rows back that were not tried, at once. */
    void release(UUID dispatch, UUID lease, List<Integer> rows) {
        jdbc.sql(
                        """
                update draaiboek.delivery set due_at = ?, lease = null, attempt = attempt - 1
                 where dispatch = ? and number = any (?::int[]) and lease = ? and state = 'open'""")
                .params(
                        now(),
                        dispatch,
                        rows.stream().mapToInt(Integer::intValue).toArray(),
                        lease)
                .update();
    }

    /** Gives a whole claim back of which nothing was tried, because nobody heard that it had succeeded. */
    void releaseAll(UUID lease) {
        jdbc.sql(
                        """
                update draaiboek.delivery set due_at = ?, lease = null, attempt = attempt - 1 where lease = ? and state = 'open'""")
                .params(now(), lease)
                .update();
    }

    /** Makes due what a program had begun that is gone; the lease stays, for it says that the row may have been sent. */
    int freeLeasesOf(int node) {
        return jdbc.sql(
                        """
                update draaiboek.delivery set due_at = :now
                 where state = 'open' and lease is not null and node = :node and due_at > :now""")
                .param("now", now())
                .param("node", node)
                .update();
    }

    /**
     * Puts one row off.
     *
     * @param inDoubt whether it may have arrived
     */
    void putOff(UUID dispatch, UUID lease, int number, Instant until, String why, boolean inDoubt) {
        jdbc.sql(
                        """
                update draaiboek.delivery set due_at = ?, lease = null, why = ?, doubts = doubts + ?
                 where dispatch = ? and number = ? and lease = ? and state = 'open'""")
                .params(Objects.requireNonNull(Timestamps.of(until)), why, inDoubt ? 1 : 0, dispatch, number, lease)
                .update();
    }

    /** What is sent, and how it stands. */
    Letter letter(UUID dispatch) {
        return jdbc.sql(
                        "select incident, audience, conversation, state, given_up_at from draaiboek.dispatch where id = ?")
                .param(dispatch)
                .query((row, n) -> new Letter(
                        incident(row),
                        row.getString("audience"),
                        row.getString("conversation"),
                        Timestamps.read(row, "given_up_at"),
                        contents(dispatch)))
                .single();
    }

    private static @Nullable IncidentCode incident(ResultSet row) throws SQLException {
        var code = row.getString("incident");
        return code == null ? null : new IncidentCode(code);
    }

    private Map<String, Content> contents(UUID dispatch) {
        var contents = new HashMap<String, Content>();
        jdbc.sql("select language, subject, body, html, facts from draaiboek.dispatch_content where dispatch = ?")
                .param(dispatch)
                .query(row -> {
                    contents.put(
                            row.getString("language"),
                            new Content(
                                    row.getString("subject"),
                                    row.getString("body"),
                                    row.getString("html"),
                                    read(row.getString("facts"))));
                });
        return contents;
    }

    /** By address: the provider's id of the last message of this conversation, where a channel gives one. */
    Map<String, String> answers(String channel, String conversation, List<String> addresses) {
        var answers = new HashMap<String, String>();
        jdbc.sql(
                        """
                select distinct on (d.address) d.address, d.provider_id from draaiboek.delivery d
                  join draaiboek.dispatch p on p.id = d.dispatch
                 where d.channel = ? and d.address = any (?::text[]) and p.conversation = ? and d.provider_id is not null
                 order by d.address, d.settled_at desc""")
                .params(channel, addresses.toArray(String[]::new), conversation)
                .query(row -> {
                    answers.put(row.getString("address"), row.getString("provider_id"));
                });
        return answers;
    }

    /** Dispatches without open rows that are not closed yet. */
    List<UUID> finished() {
        return jdbc.sql(
                        """
                select id from draaiboek.dispatch
                 where state in ('open', 'given-up') and remaining = 0 and settle_at <= ? order by created_at""")
                .param(now())
                .query(UUID.class)
                .list();
    }

    /**
     * Open dispatches whose channel was already down for their time, and was tried, or asked not to be, since they were
     * written.
     */
    List<UUID> stranded() {
        return jdbc.sql("select p.id " + STRANDED + " order by p.created_at")
                .param("now", now())
                .query(UUID.class)
                .list();
    }

    boolean isStranded(UUID dispatch) {
        return jdbc.sql("select count(*) > 0 " + STRANDED + " and p.id = :id")
                .param("now", now())
                .param("id", dispatch)
                .query(Boolean.class)
                .single();
    }

    /** Dispatches whose service task waits for a channel, whatever the reason. */
    List<UUID> waitingFor(String channel) {
        return jdbc.sql("select id from draaiboek.dispatch where channel = ? and state = 'open' and settle_at <= ?"
                        + " order by created_at")
                .params(channel, now())
                .query(UUID.class)
                .list();
    }

    /** The incident first, as everybody does: both who settles and who cancels go on to the record and the engine. */
    List<Standing> lock(String where, Object key) {
        jdbc.sql("select 1 from draaiboek.incident where code in (select incident from draaiboek.dispatch where "
                        + where + ") order by code for no key update")
                .param(key)
                .query(row -> {});
        return jdbc.sql("select * from draaiboek.dispatch where " + where + " for update")
                .param(key)
                .query((row, n) -> Standing.of(row))
                .list();
    }

    /** Held: of these messages of an incident what still waits, and for which no token does. */
    List<Standing> waiting(IncidentCode incident, Collection<String> messages) {
        return jdbc
                .sql(
                        """
                select id from draaiboek.dispatch where incident = :incident and message in (:messages) and remaining > 0
                   and (state = 'given-up' or state = 'open' and activity_instance is null) order by created_at, id""")
                .param("incident", incident.value())
                .param("messages", messages)
                .query(UUID.class)
                .list()
                .stream()
                .flatMap(id -> lock(id).stream())
                .toList();
    }

    Optional<Standing> lock(UUID dispatch) {
        return lock("id = ?", dispatch).stream().findFirst();
    }

    Optional<Standing> lockByTask(String activityInstance) {
        return lock("activity_instance = ?", activityInstance).stream().findFirst();
    }

    void moveTo(UUID dispatch, String state) {
        jdbc.sql(
                        """
                update draaiboek.dispatch set state = :state,
                  given_up_at = case when :state = 'given-up' then :now else given_up_at end,
                  settled_at = case when :state in ('done', 'cancelled') then :now else settled_at end
                 where id = :id""")
                .param("state", state)
                .param("now", now())
                .param("id", dispatch)
                .update();
    }

    /** Ends all open rows; a message that is being sent at this moment may still arrive, and then gets its receipt. */
    int cancelRows(UUID dispatch, String why) {
        var cancelled = jdbc.sql(
                        """
                update draaiboek.delivery set state = 'cancelled', why = ?, settled_at = ?
                 where dispatch = ? and state = 'open'""")
                .params(why, now(), dispatch)
                .update();
        jdbc.sql("update draaiboek.dispatch set remaining = 0 where id = ?")
                .param(dispatch)
                .update();
        return cancelled;
    }

    /** Rows that had an end wait again; no token waits for them. */
    void reopened(Standing before, int rows) {
        var failed = Math.min(before.failed(), rows);
        jdbc.sql(
                        """
                update draaiboek.dispatch set state = 'given-up', settled_at = null, remaining = remaining + ?,
                  failed = failed - ?, unknown = unknown - ? where id = ?""")
                .params(rows, failed, rows - failed, before.id())
                .update();
        hint(before.channel());
    }

    /** Looks at this dispatch again later, because its token cannot move now. */
    void settleLater(UUID dispatch, Duration in) {
        jdbc.sql("update draaiboek.dispatch set settle_at = ? where id = ?")
                .params(Objects.requireNonNull(Timestamps.of(clock.instant().plus(in))), dispatch)
                .update();
    }

    /** How many rows ended how, and a hash over all receipts, which the record keeps. */
    Map<String, Object> digest(UUID dispatch) {
        var digest = new LinkedHashMap<String, Object>();
        jdbc.sql(
                        """
                select state, count(*) n from draaiboek.delivery where dispatch = ? group by state order by state""")
                .param(dispatch)
                .query(row -> {
                    digest.put(row.getString("state"), row.getInt("n"));
                });
        digest.put(
                "receipts",
                jdbc.sql(
                                """
                select encode(sha256(convert_to(coalesce(string_agg(concat_ws('|', number, recipient, address, state, attempt,
                  provider_id, settled_at at time zone 'UTC'), E'\\n' order by number), ''), 'UTF8')), 'hex')
                  from draaiboek.delivery where dispatch = ?""")
                        .param(dispatch)
                        .query(String.class)
                        .single());
        return digest;
    }

    void hint(String channel) {
        jdbc.sql("select pg_notify('draaiboek_delivery', ?)")
                .param(channel)
                .query((row, n) -> true)
                .list();
    }

    OffsetDateTime now() {
        return Objects.requireNonNull(Timestamps.of(clock.instant()));
    }

    /**
     * The recipient with its own lines.
     *
     * @throws IllegalStateException when they cannot be read
     */
    Recipient recipient(Claimed row) {
        var known = row.recipient();
        return row.own() == null
                ? known
                : new Recipient(known.id(), known.address(), known.language(), read(row.own()));
    }

    private String write(Map<String, String> texts) {
        try {
            return json.writeValueAsString(texts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of texts is always JSON.", e);
        }
    }

    private Map<String, String> read(String texts) {
        try {
            return json.readValue(texts, TEXTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The outbox holds '" + texts + "', which is not JSON.", e);
        }
    }

    /**
     * A row under our lease.
     *
     * @param recipient without its own lines, which are read when it is its turn: one that cannot be read spoils no other
     * @param doubts after how many attempts nobody knew whether it had arrived
     * @param orphan whether a worker that is gone had it before
     * @param late whether its task took the other way
     */
    record Claimed(
            UUID dispatch,
            int number,
            Recipient recipient,
            @Nullable String own,
            int attempt,
            int doubts,
            boolean orphan,
            boolean late) {}

    /** What is known after the last attempt. */
    record Receipt(int number, String state, @Nullable String why, @Nullable String providerId) {}

    /** @param givenUpAt when the service task took its other way, if it did: what is sent now is late */
    record Letter(
            @Nullable IncidentCode incident,
            String audience,
            String conversation,
            @Nullable Instant givenUpAt,
            Map<String, Content> contents) {}

    /** A dispatch under our lock. */
    record Standing(
            UUID id,
            @Nullable IncidentCode incident,
            String channel,
            String message,
            String audience,
            WaitingTask task,
            String state,
            int total,
            int remaining,
            int delivered,
            int failed,
            int unknown,
            Instant createdAt) {

        static Standing of(ResultSet row) throws SQLException {
            return new Standing(
                    row.getObject("id", UUID.class),
                    Outbox.incident(row),
                    row.getString("channel"),
                    row.getString("message"),
                    row.getString("audience"),
                    new WaitingTask(
                            row.getString("activity_instance"),
                            row.getString("process_instance"),
                            row.getString("activity")),
                    row.getString("state"),
                    row.getInt("total"),
                    row.getInt("remaining"),
                    row.getInt("delivered"),
                    row.getInt("failed"),
                    row.getInt("unknown"),
                    Objects.requireNonNull(Timestamps.read(row, "created_at")));
        }
    }
}
