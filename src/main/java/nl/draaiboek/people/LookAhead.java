package nl.draaiboek.people;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is coming in the schedules. */
@Component
public class LookAhead {

    private static final Duration BACK = Duration.ofDays(30);
    private static final Duration AHEAD = Duration.ofDays(56);

    private final OnCall onCall;

    LookAhead(OnCall onCall) {
        this.onCall = onCall;
    }

    /**
     * A time in which nobody is on call.
     *
     * @param starts when it begins, or began at most a month ago
     * @param ends when somebody is again, or eight weeks from now
     * @param open whether it goes on beyond that
     */
    public record Gap(String schedule, Instant starts, Instant ends, boolean open) {}

    /** Somebody, or nobody, from then until then. */
    public record Turn(Instant starts, Instant ends, List<String> people) {}

    /** Times without anybody on call that go on now or begin before {@code before}; in all schedules. */
    public List<Gap> gaps(Instant now, Instant before) {
        return onCall.schedules().stream()
                .flatMap(schedule -> gaps(schedule, now, before).stream())
                .toList();
    }

    /** As {@link #gaps(Instant, Instant)}, in one schedule. */
    public List<Gap> gaps(String schedule, Instant now, Instant before) {
        var end = now.plus(AHEAD);
        return onCall.roster(schedule, now.minus(BACK), end).gaps(now.minus(BACK), end).stream()
                .filter(gap -> gap.ends().isAfter(now) && gap.starts().isBefore(before))
                .map(gap ->
                        new Gap(schedule, gap.starts(), gap.ends(), gap.ends().equals(end)))
                .toList();
    }

    /** Who is on call from now on, turn by turn. The first began before now, at most a month ago. */
    public List<Turn> turns(String schedule, Instant now, Instant until) {
        return onCall.roster(schedule, now.minus(BACK), until).stretches(now.minus(BACK), until).stream()
                .filter(turn -> turn.ends().isAfter(now))
                .map(turn -> new Turn(turn.starts(), turn.ends(), turn.people()))
                .toList();
    }
}
