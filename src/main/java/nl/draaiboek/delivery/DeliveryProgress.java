package nl.draaiboek.delivery;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import nl.draaiboek.delivery.FailedDeliveries.Progress;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.incident.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far the messages are, without addresses: for forms, pages and health. */
@Component
public class DeliveryProgress {

    private final JdbcClient jdbc;
    private final ZoneId zone;

    DeliveryProgress(JdbcClient jdbc, OfficeHours officeHours) {
        this.jdbc = jdbc;
        this.zone = officeHours.zone();
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

    /** Who these messages about an incident went to or are on their way to, each once, in the language they have them in. */
    public List<Recipient> recipients(IncidentCode incident, List<String> messages) {
        return jdbc.sql(
                        """
                select distinct on (lower(d.address)) d.recipient, d.address, d.language
                  from draaiboek.delivery d join draaiboek.dispatch p on p.id = d.dispatch
                 where p.incident = :incident and p.message in (:messages)
                   and d.state in ('open', 'delivered', 'unknown')
                 order by lower(d.address), p.created_at desc""")
                .param("incident", incident.value())
                .param("messages", messages)
                .query((row, n) -> new Recipient(
                        row.getString("recipient"), row.getString("address"), row.getString("language"), Map.of()))
                .list();
    }

    /** All dispatches of an incident, newest first. */
    public List<Progress> of(IncidentCode incident) {
        return jdbc.sql("select * from draaiboek.dispatch where incident = ? order by created_at desc")
                .param(incident.value())
                .query((row, n) -> Progress.of(Outbox.Standing.of(row)))
                .list();
    }

    /** The latest dispatches, those that wait or missed somebody first. */
    public List<Latest> latest(int limit) {
        return jdbc.sql(
                        """
                select * from draaiboek.dispatch
                 order by remaining > 0 desc, created_at desc limit ?""")
                .param(limit)
                .query((row, n) -> new Latest(
                        Progress.of(Outbox.Standing.of(row)),
                        Objects.requireNonNull(Timestamps.read(row, "created_at"))))
                .list();
    }

    public Optional<Progress> find(UUID dispatch) {
        return jdbc.sql("select * from draaiboek.dispatch where id = ?")
                .param(dispatch)
                .query((row, n) -> Progress.of(Outbox.Standing.of(row)))
                .optional();
    }

    /** Since when a channel is down and why, in words; empty when it works. */
    public Optional<String> trouble(String channel) {
        return jdbc.sql(
                        """
                select 'down since ' || to_char(down_since at time zone :zone, 'YYYY-MM-DD HH24:MI') || ': ' || coalesce(why, '')
                  from draaiboek.channel_state where channel = :channel and down_since is not null""")
                .param("zone", zone.getId())
                .param("channel", channel)
                .query(String.class)
                .optional();
    }

    /** A dispatch, and when it was opened. */
    public record Latest(Progress progress, Instant at) {}

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
