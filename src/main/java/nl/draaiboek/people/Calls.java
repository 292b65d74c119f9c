package nl.draaiboek.people;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How often each was called, so that nobody burns out. */
@Component
public class Calls {

    private final JdbcClient jdbc;

    Calls(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps that somebody was called: once a page, however many ways it took.
     *
     * @param why such as the code of the incident
     */
    public void note(String person, Instant at, String why) {
        jdbc.sql("insert into draaiboek.person_called (person, at, why) values (?, ?, ?)")
                .params(person, at.atOffset(ZoneOffset.UTC), why)
                .update();
    }

    /** How often each was called in the time before {@code now}; who was not called is not named. */
    public Map<String, Integer> since(Duration time, Instant now) {
        var counts = new HashMap<String, Integer>();
        jdbc.sql(
                        "select person, count(*)::integer as times from draaiboek.person_called where at > ? and at <= ? group by person")
                .params(now.minus(time).atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    counts.put(row.getString("person"), row.getInt("times"));
                });
        return counts;
    }
}
