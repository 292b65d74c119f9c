package nl.draaiboek.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import nl.draaiboek.incident.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What all nodes know of each channel: since when it is down, and until when it asked to be left alone. */
@Component
class ChannelStates {

    private final JdbcClient jdbc;
    private final Clock clock;

    ChannelStates(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<ChannelState> of(String channel) {
        return jdbc.sql("select * from draaiboek.channel_state where channel = ?")
                .param(channel)
                .query((row, n) -> new ChannelState(
                        Timestamps.read(row, "down_since"),
                        Timestamps.read(row, "closed_until"),
                        Objects.requireNonNullElse(row.getString("why"), "")))
                .optional();
    }

    void failed(String channel, String why, @Nullable Duration retryAfter) {
        var now = clock.instant();
        jdbc.sql(
                        """
                insert into draaiboek.channel_state as c (channel, down_since, failed_at, closed_until, why)
                values (:channel, :now, :now, :until, :why)
                on conflict (channel) do update set down_since = coalesce(c.down_since, :now), failed_at = :now,
                  closed_until = greatest(c.closed_until, :until), why = :why""")
                .param("channel", channel)
                .param("now", Timestamps.of(now))
                .param("until", Timestamps.of(retryAfter == null ? null : now.plus(retryAfter)))
                .param("why", why)
                .update();
    }

    /** The channel works. */
    void works(String channel) {
        jdbc.sql("update draaiboek.channel_state set down_since = null, closed_until = null where channel = ?"
                        + " and down_since is not null")
                .param(channel)
                .update();
    }

    /** @param downSince since when nothing went through, or null when the channel works */
    record ChannelState(@Nullable Instant downSince, @Nullable Instant closedUntil, String why) {

        boolean closedAt(Instant now) {
            return closedUntil != null && closedUntil.isAfter(now);
        }
    }
}
