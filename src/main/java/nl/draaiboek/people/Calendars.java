package nl.draaiboek.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import nl.draaiboek.people.calendar.CalendarProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The schedules, and the calendars that each has. Whoever changes what a calendar says uses {@link KeepCalendars}. */
@Component
public class Calendars {

    private final JdbcClient jdbc;

    Calendars(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One calendar of a schedule.
     *
     * @param place 1 says who is called first, 2 who stands behind them, and so on
     * @param address where it is fetched, often a secret; empty when somebody hands in the file
     * @param contentAt when the copy that counts was last seen to be right; null when there is none
     * @param failure why it could not be fetched or read the last time; empty when it could
     */
    public record Calendar(
            String schedule,
            int place,
            String address,
            String fileName,
            @Nullable Instant contentAt,
            String failure,
            @Nullable Instant failedSince) {

        public boolean fetched() {
            return !address.isEmpty();
        }
    }

    /** Something in one of its calendars for which nobody can be called. */
    public record Finding(String schedule, int place, int line, String event, @Nullable Instant starts, String what) {}

    public List<Schedule> schedules() {
        return jdbc.sql("select * from draaiboek.on_call_schedule order by id")
                .query(Calendars::schedule)
                .list();
    }

    public Optional<Schedule> find(String id) {
        return jdbc.sql("select * from draaiboek.on_call_schedule where id = ?")
                .param(id)
                .query(Calendars::schedule)
                .optional();
    }

    /** All of one schedule, by their place. */
    public List<Calendar> of(String schedule) {
        return jdbc.sql("select * from draaiboek.on_call_calendar where schedule = ? order by place")
                .param(schedule)
                .query(Calendars::calendar)
                .list();
    }

    public List<Calendar> all() {
        return jdbc.sql("select * from draaiboek.on_call_calendar order by schedule, place")
                .query(Calendars::calendar)
                .list();
    }

    /** What stands in the calendars of this schedule and cannot be used, in their order. */
    public List<Finding> findings(String schedule) {
        return jdbc.sql("select * from draaiboek.on_call_problem where schedule = ? order by place, number")
                .param(schedule)
                .query((row, number) -> new Finding(
                        schedule,
                        row.getInt("place"),
                        row.getInt("line"),
                        row.getString("event"),
                        moment(row, "starts_at"),
                        row.getString("what")))
                .list();
    }

    void save(Schedule schedule, Instant now) {
        jdbc.sql(
                        """
                insert into draaiboek.on_call_schedule (id, name_nl, name_en, serves, keeper, changed_at)
                values (?, ?, ?, ?, ?, ?)
                on conflict (id) do update set name_nl = excluded.name_nl, name_en = excluded.name_en,
                  serves = excluded.serves, keeper = excluded.keeper, changed_at = excluded.changed_at""")
                .params(
                        schedule.id(),
                        schedule.nameNl(),
                        schedule.nameEn(),
                        schedule.serves(),
                        schedule.keeper(),
                        utc(now))
                .update();
    }

    void remove(String schedule) {
        jdbc.sql("delete from draaiboek.on_call_schedule where id = ?")
                .param(schedule)
                .update();
    }

    void remove(String schedule, int place) {
        jdbc.sql("delete from draaiboek.on_call_calendar where schedule = ? and place = ?")
                .params(schedule, place)
                .update();
    }

    /** Where it comes from now on. A copy of before stays until there is a better one. */
    void from(String schedule, int place, @Nullable String address, String fileName, Instant now) {
        jdbc.sql(
                        """
                insert into draaiboek.on_call_calendar (schedule, place, address, file_name, tried_at) values (?, ?, ?, ?, ?)
                on conflict (schedule, place) do update set address = excluded.address, file_name = excluded.file_name,
                  etag = null, tried_at = excluded.tried_at, failure = null, failed_since = null""")
                .params(schedule, place, address, fileName, utc(now))
                .update();
    }

    /**
     * Takes the calendars whose turn it is, so that no other node does the same.
     *
     * @param triedBefore those fetched last before this moment
     */
    List<Calendar> take(Instant triedBefore, Instant now) {
        return jdbc.sql(
                        """
                update draaiboek.on_call_calendar set tried_at = :now
                where address is not null and (tried_at is null or tried_at <= :before) returning *""")
                .param("now", utc(now))
                .param("before", utc(triedBefore))
                .query(Calendars::calendar)
                .list();
    }

    /** Those whose shifts were written out before this moment, or never. */
    List<Calendar> expandedBefore(Instant moment) {
        return jdbc.sql(
                        """
                select * from draaiboek.on_call_calendar
                where content is not null and (expanded_at is null or expanded_at <= ?) order by schedule, place""")
                .param(utc(moment))
                .query(Calendars::calendar)
                .list();
    }

    Optional<String> content(String schedule, int place) {
        return jdbc.sql(
                        "select content from draaiboek.on_call_calendar where schedule = ? and place = ? and content is not null")
                .params(schedule, place)
                .query(String.class)
                .optional();
    }

    Optional<String> etag(String schedule, int place) {
        return jdbc.sql(
                        "select etag from draaiboek.on_call_calendar where schedule = ? and place = ? and etag is not null")
                .params(schedule, place)
                .query(String.class)
                .optional();
    }

    void failed(String schedule, int place, String why, Instant now) {
        jdbc.sql(
                        """
                update draaiboek.on_call_calendar set failure = ?, failed_since = coalesce(failed_since, ?)
                where schedule = ? and place = ?""")
                .params(why, utc(now), schedule, place)
                .update();
    }

    /** The copy that we have is still right. */
    void right(String schedule, int place, Instant now) {
        jdbc.sql(
                        """
                update draaiboek.on_call_calendar set content_at = ?, failure = null, failed_since = null
                where schedule = ? and place = ?""")
                .params(utc(now), schedule, place)
                .update();
    }

    /** Puts this text and what it says in the place of what was there. */
    void write(
            String schedule,
            int place,
            String content,
            @Nullable String etag,
            Instant now,
            List<NamedShift> shifts,
            List<CalendarProblem> problems,
            Instant until) {
        jdbc.sql("select 1 from draaiboek.on_call_calendar where schedule = ? and place = ? for update")
                .params(schedule, place)
                .query()
                .listOfRows();
        jdbc.sql(
                        """
                update draaiboek.on_call_calendar set content = ?, etag = ?, expanded_to = ?, expanded_at = ?
                where schedule = ? and place = ?""")
                .params(content, etag, utc(until), utc(now), schedule, place)
                .update();
        jdbc.sql("delete from draaiboek.on_call_shift where schedule = ? and place = ?")
                .params(schedule, place)
                .update();
        jdbc.sql("delete from draaiboek.on_call_problem where schedule = ? and place = ?")
                .params(schedule, place)
                .update();
        jdbc.sql(
                        """
                insert into draaiboek.on_call_shift (schedule, place, starts_at, ends_at, rank, person, event)
                select :schedule, :place, s.starts_at, s.ends_at, s.rank, s.person, s.event
                from unnest(:starts::timestamptz[], :ends::timestamptz[], :ranks::integer[], :people::text[], :events::text[])
                  with ordinality as s (starts_at, ends_at, rank, person, event, number) order by s.number""")
                .param("schedule", schedule)
                .param("place", place)
                .param(
                        "starts",
                        shifts.stream().map(s -> s.shift().starts().toString()).toArray(String[]::new))
                .param(
                        "ends",
                        shifts.stream().map(s -> s.shift().ends().toString()).toArray(String[]::new))
                .param("ranks", shifts.stream().map(s -> s.shift().rank()).toArray(Integer[]::new))
                .param("people", shifts.stream().map(s -> s.shift().person()).toArray(String[]::new))
                .param("events", shifts.stream().map(NamedShift::event).toArray(String[]::new))
                .update();
        for (var problem : problems) {
            jdbc.sql(
                            """
                    insert into draaiboek.on_call_problem (schedule, place, line, event, starts_at, what)
                    values (?, ?, ?, ?, ?, ?)""")
                    .params(
                            schedule,
                            place,
                            problem.line(),
                            problem.event(),
                            problem.starts() == null ? null : utc(problem.starts()),
                            problem.what())
                    .update();
        }
    }

    /** A shift, and the title of the event that says so. */
    record NamedShift(Shift shift, String event) {}

    private static Schedule schedule(ResultSet row, int number) throws SQLException {
        return new Schedule(
                row.getString("id"),
                row.getString("name_nl"),
                row.getString("name_en"),
                row.getString("serves"),
                row.getString("keeper"));
    }

    private static Calendar calendar(ResultSet row, int number) throws SQLException {
        var address = row.getString("address");
        var failure = row.getString("failure");
        return new Calendar(
                row.getString("schedule"),
                row.getInt("place"),
                address == null ? "" : address,
                row.getString("file_name"),
                moment(row, "content_at"),
                failure == null ? "" : failure,
                moment(row, "failed_since"));
    }

    static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    static Instant known(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
