package nl.draaiboek.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** What is measured of each channel: attempts by outcome, and how long they took. */
@Component
class DeliveryFigures {

    private final MeterRegistry registry;
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    DeliveryFigures(MeterRegistry registry) {
        this.registry = registry;
    }

    void sent(String channel, Outcome outcome, long nanos) {
        var name = outcome.getClass().getSimpleName();
        timers.computeIfAbsent(channel + '/' + name, key -> Timer.builder("draaiboek.delivery.attempts")
                        .description("Attempts to send one message to one address")
                        .tag("channel", channel)
                        .tag("outcome", name)
                        .publishPercentileHistogram(false)
                        .register(registry))
                .record(nanos, TimeUnit.NANOSECONDS);
    }
}
