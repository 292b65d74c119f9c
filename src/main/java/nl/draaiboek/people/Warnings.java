package nl.draaiboek.people;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was said already about schedules, so that it is said once. */
@Component
public class Warnings {

    private final JdbcClient jdbc;

    Warnings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps that this is said now.
     *
     * @param about what kind of thing, such as {@code gap}
     * @param subject which one
     * @param stage said anew at each
     * @return false when it was said before
     */
    public boolean first(String about, String subject, int stage, Instant now) {
        return jdbc.sql(
                                """
                        insert into draaiboek.on_call_warning (about, subject, stage, said_at) values (?, ?, ?, ?)
                        on conflict do nothing""")
                        .params(about, subject, stage, Calendars.utc(now))
                        .update()
                == 1;
    }
}
