package nl.draaiboek.people;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is on call. Reads tables alone, so that it answers with every calendar and directory out of reach. */
@Component
public class OnCall {

    private final JdbcClient jdbc;
    private final ZoneId zone;

    OnCall(JdbcClient jdbc, @Value("${draaiboek.zone:Europe/Amsterdam}") ZoneId zone) {
        this.jdbc = jdbc;
        this.zone = zone;
    }

    /** Ids of all schedules. */
    public List<String> schedules() {
        return jdbc.sql("select id from draaiboek.on_call_schedule order by id")
                .query(String.class)
                .list();
    }

    /**
     * Logins of who is on call: who is called first, then who stands behind them. Swaps that were agreed count; who is away or
     * has left is skipped.
     *
     * @return empty when nobody is, or nobody knows this schedule
     */
    public List<String> at(String schedule, Instant moment) {
        return roster(schedule, moment, moment.plusSeconds(1)).at(moment);
    }

    /** All that is known of this schedule between these moments. */
    Roster roster(String schedule, Instant from, Instant to) {
        return new Roster(shifts(schedule, from, to), swaps(schedule, from, to), absences(from, to), zone);
    }

    private List<Shift> shifts(String schedule, Instant from, Instant to) {
        return jdbc.sql(
                        """
                select place, rank, person, starts_at, ends_at from draaiboek.on_call_shift
                where schedule = ? and ends_at > ? and starts_at < ? order by number""")
                .params(schedule, Calendars.utc(from), Calendars.utc(to))
                .query((row, number) -> new Shift(
                        row.getInt("place"),
                        row.getInt("rank"),
                        row.getString("person"),
                        Calendars.known(row, "starts_at"),
                        Calendars.known(row, "ends_at")))
                .list();
    }

    private List<Roster.Swapped> swaps(String schedule, Instant from, Instant to) {
        return jdbc.sql(
                        """
                select person, substitute, starts_at, ends_at from draaiboek.shift_swap
                where state = 'ACCEPTED' and schedule = ? and ends_at > ? and starts_at < ? order by settled_at, id""")
                .params(schedule, Calendars.utc(from), Calendars.utc(to))
                .query((row, number) -> new Roster.Swapped(
                        row.getString("person"),
                        row.getString("substitute"),
                        Calendars.known(row, "starts_at"),
                        Calendars.known(row, "ends_at")))
                .list();
    }

    private List<Roster.Away> absences(Instant from, Instant to) {
        return jdbc.sql(
                        """
                select person, first_day, last_day from draaiboek.absence where last_day >= :from and first_day <= :to
                union all
                select person, left_on, null from draaiboek.contact where left_on <= :to""")
                .param("from", LocalDate.ofInstant(from, zone))
                .param("to", LocalDate.ofInstant(to, zone))
                .query((row, number) -> {
                    var last = row.getObject("last_day", LocalDate.class);
                    return new Roster.Away(
                            row.getString("person"),
                            row.getObject("first_day", LocalDate.class),
                            last == null ? LocalDate.MAX : last);
                })
                .list();
    }
}
