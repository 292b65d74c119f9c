package nl.draaiboek.intake.process;

import java.time.Clock;
import java.util.Date;
import nl.draaiboek.incident.ResponsePolicies;
import nl.draaiboek.incident.Severity;
import org.springframework.stereotype.Component;

/** How long a question about what came in may stay open: column {@code triageWithin} of the response policy. */
@Component
class TimeToAnswer {

    private static final String COLUMN = "triageWithin";

    private final ResponsePolicies policies;
    private final Clock clock;

    TimeToAnswer(ResponsePolicies policies, Clock clock) {
        this.policies = policies;
        this.clock = clock;
    }

    /** As a duration of ISO 8601, from now on. */
    String within(Severity severity) {
        return policies.of(severity).duration(COLUMN).toString();
    }

    Date by(Severity severity) {
        return Date.from(policies.of(severity).due(COLUMN, clock.instant()));
    }
}
