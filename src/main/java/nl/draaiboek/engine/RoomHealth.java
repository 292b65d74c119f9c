package nl.draaiboek.engine;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/**
 * How a room fares, by what stands in the database. While that is away one of them finds out and the others do not wait for it too:
 * whoever asks, a load balancer for one, has the answer in the time that one connection takes to fail.
 */
public abstract class RoomHealth extends AbstractHealthIndicator {

    private static final long FOR_A_WHILE = Duration.ofSeconds(5).toNanos();

    /** Of this program; there is one database. */
    private static final AtomicLong AWAY_SINCE = new AtomicLong(Long.MIN_VALUE);

    @Override
    protected final void doHealthCheck(Health.Builder health) throws Exception {
        var since = AWAY_SINCE.get();
        if (since != Long.MIN_VALUE && System.nanoTime() - since < FOR_A_WHILE) {
            whileAway(health);
            return;
        }
        try {
            look(health);
        } catch (Exception e) {
            if (isAway(e)) {
                AWAY_SINCE.set(System.nanoTime());
            }
            throw e;
        }
    }

    /** Fills in how it fares; may throw, which is DOWN. */
    protected abstract void look(Health.Builder health) throws Exception;

    /** Unlike those that only stand in it, the database itself is down then. */
    protected void whileAway(Health.Builder health) {
        health.unknown().withDetail("database", "away");
    }

    /** Connection lost or refused, shut down, or none given in time. */
    private static boolean isAway(Throwable failure) {
        for (@Nullable Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof SQLException refused) {
                var state = refused.getSQLState();
                return state == null || state.startsWith("08") || state.startsWith("57");
            }
        }
        return false;
    }
}
