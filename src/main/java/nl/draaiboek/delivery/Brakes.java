package nl.draaiboek.delivery;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** A circuit breaker and a rate limit per channel, shared by its connections on this node. */
@Component
class Brakes {

    private static final int FAILURES = 3;

    private final Clock clock;
    private final Map<String, Brake> brakes = new ConcurrentHashMap<>();

    Brakes(Clock clock) {
        this.clock = clock;
    }

    Brake of(Channel channel) {
        return brakes.computeIfAbsent(channel.name(), name -> brake(channel));
    }

    /** Tries every channel again at once. */
    void release() {
        brakes.values().forEach(brake -> brake.breaker().reset());
    }

    private Brake brake(Channel channel) {
        var breaker = Breakers.of(channel.name(), FAILURES, clock);
        var limiter = RateLimiter.of(
                channel.name(),
                RateLimiterConfig.custom()
                        .limitForPeriod(Math.max(1, channel.policy().perSecond()))
                        .limitRefreshPeriod(Duration.ofSeconds(1))
                        .timeoutDuration(Duration.ofSeconds(5))
                        .build());
        return new Brake(breaker, limiter);
    }

    record Brake(CircuitBreaker breaker, RateLimiter limiter) {}
}
