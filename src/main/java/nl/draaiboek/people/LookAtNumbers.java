package nl.draaiboek.people;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Shows somebody's numbers to somebody else, and keeps that they were seen. */
@Component
public class LookAtNumbers {

    private final Directory directory;
    private final JdbcClient jdbc;
    private final Clock clock;

    LookAtNumbers(Directory directory, JdbcClient jdbc, Clock clock) {
        this.directory = directory;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param person who was looked at; @param actor user id of who looked */
    public record Look(Instant at, String actor, String person, String why) {}

    /** @param why what for, in a few words */
    @Transactional
    public Optional<Contact> look(String person, String actor, String why) {
        var contact = directory.find(person);
        contact.ifPresent(found -> keep(person, actor, why));
        return contact;
    }

    /** As {@link #look}, of everyone at once. */
    @Transactional
    public List<Contact> lookAtAll(String actor, String why) {
        keep("*", actor, why);
        return directory.all();
    }

    /** Who looked at this person's numbers, also with everyone else's, the last first. */
    public List<Look> looks(String person, int most) {
        return looks(person, "*", most);
    }

    List<Look> looks(String person, String everyone, int most) {
        return jdbc.sql(
                        """
                select at, actor, person, why from draaiboek.contact_look where person in (?, ?)
                order by number desc limit ?""")
                .params(person, everyone, most)
                .query((row, number) -> new Look(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("actor"),
                        row.getString("person"),
                        row.getString("why")))
                .list();
    }

    void keep(String person, String actor, String why) {
        jdbc.sql("insert into draaiboek.contact_look (at, actor, person, why) values (?, ?, ?, ?)")
                .params(clock.instant().atOffset(ZoneOffset.UTC), actor, person, why)
                .update();
    }
}
