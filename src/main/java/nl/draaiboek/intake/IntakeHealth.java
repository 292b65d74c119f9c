package nl.draaiboek.intake;

import java.time.Clock;
import java.time.Duration;
import nl.draaiboek.engine.RoomHealth;
import nl.draaiboek.incident.Timestamps;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Says when something that came in cannot be acted on, or waits too long. Then the program works but somebody must look, which
 * is the state {@code DEGRADED}: a restart would help nobody.
 */
@Component("intake")
class IntakeHealth extends RoomHealth {

    private static final Status DEGRADED = new Status("DEGRADED", "Something that came in is not acted on.");
    private static final Duration TOO_LONG = Duration.ofMinutes(1);
    private static final int NAMED = 10;

    private final JdbcClient jdbc;
    private final Clock clock;

    IntakeHealth(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    protected void look(Health.Builder health) {
        var failed = jdbc.sql(
                        """
                select id || ' of ' || source || ', attempt ' || attempts || ': ' || left(coalesce(error, ''), 300)
                from draaiboek.signal where state = 'FAILED' order by id limit :named""")
                .param("named", NAMED)
                .query(String.class)
                .list();
        var late = jdbc.sql(
                        """
                select count(*) from draaiboek.signal where state in ('RECEIVED', 'FAILED') and next_attempt_at < :longAgo""")
                .param("longAgo", Timestamps.of(clock.instant().minus(TOO_LONG)))
                .query(Integer.class)
                .single();
        health.status(failed.isEmpty() && late == 0 ? Status.UP : DEGRADED)
                .withDetail("failed", failed)
                .withDetail("late", late);
    }
}
