package nl.draaiboek.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Swaps of shifts: asked, and settled once. Only what was accepted counts. */
@Component
public class Swaps {

    private final JdbcClient jdbc;

    Swaps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How a swap stands. */
    public enum State {
        ASKED,
        ACCEPTED,
        DECLINED,
        UNANSWERED,
        TAKEN_BACK
    }

    /**
     * Somebody takes another's shifts in one schedule.
     *
     * @param person whose shifts they are, a login
     * @param substitute who stands in them from {@code starts} until {@code ends}
     */
    public record Swap(
            long id,
            String schedule,
            String person,
            String substitute,
            Instant starts,
            Instant ends,
            State state,
            String askedBy,
            Instant askedAt) {}

    public Optional<Swap> find(long id) {
        return jdbc.sql("select * from draaiboek.shift_swap where id = ?")
                .param(id)
                .query(Swaps::swap)
                .optional();
    }

    /** What who settled it gave as a reason; empty when nothing. */
    public String reason(long id) {
        return jdbc.sql("select reason from draaiboek.shift_swap where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    /** Those that are not over, open ones too; by their beginning. */
    public List<Swap> notOver(Instant now) {
        return jdbc.sql(
                        """
                select * from draaiboek.shift_swap where ends_at > ? and state in ('ASKED', 'ACCEPTED')
                order by starts_at, id""")
                .param(Calendars.utc(now))
                .query(Swaps::swap)
                .list();
    }

    /**
     * Who took over these shifts already in a part of this time, or nobody. Whoever asks waits for others who settle a swap of the same
     * person at this moment.
     */
    Optional<Swap> takenOver(String schedule, String person, Instant starts, Instant ends) {
        return jdbc
                .sql(
                        """
                select * from draaiboek.shift_swap where schedule = ? and person = ? order by id for update""")
                .params(schedule, person)
                .query(Swaps::swap)
                .list()
                .stream()
                .filter(swap -> swap.state() == State.ACCEPTED
                        && swap.starts().isBefore(ends)
                        && swap.ends().isAfter(starts))
                .findFirst();
    }

    long ask(
            String schedule,
            String person,
            String substitute,
            Instant starts,
            Instant ends,
            String askedBy,
            Instant now) {
        return jdbc.sql(
                        """
                insert into draaiboek.shift_swap (schedule, person, substitute, starts_at, ends_at, state, asked_by, asked_at)
                values (?, ?, ?, ?, ?, 'ASKED', ?, ?) returning id""")
                .params(
                        schedule,
                        person,
                        substitute,
                        Calendars.utc(starts),
                        Calendars.utc(ends),
                        askedBy,
                        Calendars.utc(now))
                .query(Long.class)
                .single();
    }

    /** @return false when it stood differently; then nothing has changed */
    boolean settle(long id, State from, State to, String by, String reason, Instant now) {
        return jdbc.sql(
                                """
                        update draaiboek.shift_swap set state = ?, settled_by = ?, settled_at = ?, reason = ?
                        where id = ? and state = ?""")
                        .params(to.name(), by, Calendars.utc(now), reason, id, from.name())
                        .update()
                == 1;
    }

    private static Swap swap(ResultSet row, int number) throws SQLException {
        return new Swap(
                row.getLong("id"),
                row.getString("schedule"),
                row.getString("person"),
                row.getString("substitute"),
                Calendars.known(row, "starts_at"),
                Calendars.known(row, "ends_at"),
                State.valueOf(row.getString("state")),
                row.getString("asked_by"),
                Calendars.known(row, "asked_at"));
    }
}
