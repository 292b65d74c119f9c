package nl.draaiboek.people;

import java.time.Clock;
import java.time.Duration;
import nl.draaiboek.engine.RoomHealth;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/** Whether somebody is on call now and in the coming week, by calendars that are up to date. */
@Component("onCall")
class OnCallHealth extends RoomHealth {

    private static final Status DEGRADED =
            new Status("DEGRADED", "Nobody is on call at some time of this week, or a calendar is old.");
    private static final Duration WEEK = Duration.ofDays(7);

    private final LookAhead lookAhead;
    private final KeepCalendars keepCalendars;
    private final Clock clock;

    OnCallHealth(LookAhead lookAhead, KeepCalendars keepCalendars, Clock clock) {
        this.lookAhead = lookAhead;
        this.keepCalendars = keepCalendars;
        this.clock = clock;
    }

    @Override
    protected void look(Health.Builder health) {
        var now = clock.instant();
        var gaps = lookAhead.gaps(now, now.plus(WEEK)).stream()
                .map(gap -> gap.schedule() + ": nobody from " + gap.starts())
                .toList();
        var old = keepCalendars.outOfReach().stream()
                .map(calendar -> calendar.schedule() + "/" + calendar.place() + ": " + calendar.failure())
                .toList();
        health.status(gaps.isEmpty() && old.isEmpty() ? Status.UP : DEGRADED)
                .withDetail("gaps", gaps)
                .withDetail("calendars", old);
    }
}
