package nl.draaiboek.intake.process;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import nl.draaiboek.incident.Severity;
import org.springframework.stereotype.Component;

/** How long a question about what came in may stay open: column {@code triageWithin} of the response policy. */
@Component
class TimeToAnswer {

    private final Clock clock;

    TimeToAnswer(Clock clock) {
        this.clock = clock;
    }

    String within(Severity severity) {
        return Duration.ofMinutes(15).toString();
    }

    Date by(Severity severity) {
        return Date.from(clock.instant().plus(Duration.parse(within(severity))));
    }
}
