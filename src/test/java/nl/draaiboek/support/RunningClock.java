package nl.draaiboek.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/** The real time, until somebody jumps ahead; it runs on from there, and the engine's own clock with it. */
public final class RunningClock extends Clock {

    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(ahead);
    }

    /** Moves the time ahead, so that what is due by then becomes due now. */
    public void jump(Duration by) {
        ahead = ahead.plus(by);
        ClockUtil.offset(ahead.toMillis());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(Clock.system(zone), ahead);
    }
}
