package nl.draaiboek.delivery;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
import java.time.Duration;

/** How long whoever fails is left alone: a channel, or one provider of it. */
public final class Breakers {

    private Breakers() {}

    /** Opens when so many attempts in a row failed; then one attempt, at intervals that double up to half a minute. */
    public static CircuitBreaker of(String name, int failures, Clock clock) {
        return CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(failures)
                        .minimumNumberOfCalls(failures)
                        .failureRateThreshold(100)
                        .slowCallRateThreshold(100)
                        .slowCallDurationThreshold(Duration.ofHours(1))
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitIntervalFunctionInOpenState(
                                IntervalFunction.ofExponentialRandomBackoff(2_000, 2, 0.2, 30_000))
                        .clock(clock)
                        .build());
    }
}
