package nl.draaiboek.delivery.phone;

import java.time.Clock;
import java.time.Duration;
import nl.draaiboek.engine.RoomHealth;
import nl.draaiboek.incident.Timestamps;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Says when an answer from a phone waits too long to be acted on. */
@Component("callBacks")
class CallBackHealth extends RoomHealth {

    private static final Status DEGRADED = new Status("DEGRADED", "An answer from a phone is not acted on.");
    private static final Duration TOO_LONG = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    CallBackHealth(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    protected void look(Health.Builder health) {
        var late = jdbc.sql(
                        "select count(*) from draaiboek.call_back where acted_at is null and received_at < :longAgo")
                .param("longAgo", Timestamps.of(clock.instant().minus(TOO_LONG)))
                .query(Integer.class)
                .single();
        health.status(late == 0 ? Status.UP : DEGRADED).withDetail("late", late);
    }
}
