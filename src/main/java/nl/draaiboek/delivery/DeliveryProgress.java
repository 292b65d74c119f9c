package nl.draaiboek.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far the messages of an incident have come, without addresses. */
@Component
public class DeliveryProgress {

    private final JdbcClient jdbc;

    DeliveryProgress(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest dispatches of the incident, newest first. */
    public List<Sent> of(IncidentCode code, int limit) {
        return jdbc.sql(
                        """
                select channel, message, audience, state, total, remaining, delivered, failed, unknown, created_at
                from draaiboek.dispatch where incident = ? order by created_at desc, id limit ?""")
                .params(code.value(), limit)
                .query((row, n) -> new Sent(
                        row.getString("channel"),
                        row.getString("message"),
                        row.getString("audience"),
                        row.getString("state"),
                        row.getInt("total"),
                        row.getInt("remaining"),
                        row.getInt("delivered"),
                        row.getInt("failed") + row.getInt("unknown"),
                        Objects.requireNonNull(Timestamps.read(row, "created_at"))))
                .list();
    }

    /**
     * One dispatch.
     *
     * @param state {@code open}, {@code given-up}, {@code done} or {@code cancelled}
     * @param total addresses; of those {@code remaining} are still to be sent
     * @param failed for good, or unknown
     */
    public record Sent(
            String channel,
            String message,
            String audience,
            String state,
            int total,
            int remaining,
            int delivered,
            int failed,
            Instant at) {}
}
