package nl.draaiboek.people;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who changed which field of whose entry. What stood in a confidential field is not kept. */
@Component
public class ContactChanges {

    private final JdbcClient jdbc;
    private final Clock clock;

    ContactChanges(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param actor user id of who changed it */
    public record Change(Instant at, String actor, String what) {}

    /** The last ones, the newest first. */
    public List<Change> of(String person, int most) {
        return jdbc.sql(
                        "select at, actor, what from draaiboek.contact_change where person = ? order by number desc limit ?")
                .params(person, most)
                .query((row, number) -> new Change(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("actor"),
                        row.getString("what")))
                .list();
    }

    void note(String person, String actor, String what) {
        jdbc.sql("insert into draaiboek.contact_change (at, actor, person, what) values (?, ?, ?, ?)")
                .params(clock.instant().atOffset(ZoneOffset.UTC), actor, person, what)
                .update();
    }
}
