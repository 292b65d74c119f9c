package nl.draaiboek.communication;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import nl.draaiboek.incident.PublicState;
import nl.draaiboek.incident.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What readers of an update were told before it, so that it says what is another thing now. */
@Component
class ToldBefore {

    private final JdbcClient jdbc;

    ToldBefore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param expected the expected time of recovery that was named last, whether it still stood in the last update or not; null
     *     when none was ever named
     * @param stood whether the update before this one carried it
     */
    record Told(PublicState state, List<String> services, @Nullable Instant expected, boolean stood) {}

    /** Empty for the first update that goes so far. */
    Optional<Told> before(Update update, Reach reach) {
        return jdbc.sql(
                        """
                with earlier as (
                  select * from draaiboek.incident_update
                   where incident = :incident and id <> :id and approved_at is not null
                     and (reach = 'EVERYONE' or reach = :reach)
                     and number < coalesce((select number from draaiboek.incident_update where id = :id), 2147483647))
                select l.public_state, l.services, l.expected_recovery,
                       (select expected_recovery from earlier where expected_recovery is not null
                         order by number desc limit 1) as named
                  from earlier l order by l.number desc limit 1""")
                .param("incident", update.incident().value())
                .param("id", update.id().value())
                .param("reach", reach.name())
                .query((row, n) -> new Told(
                        PublicState.valueOf(Objects.requireNonNull(row.getString("public_state"))),
                        List.of((String[]) row.getArray("services").getArray()),
                        Timestamps.read(row, "named"),
                        Timestamps.read(row, "expected_recovery") != null))
                .optional();
    }
}
