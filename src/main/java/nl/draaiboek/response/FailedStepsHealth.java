package nl.draaiboek.response;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import nl.draaiboek.engine.RoomHealth;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/** How many steps of the plan stand still, in health and as a figure. The program works, but somebody must look: {@code DEGRADED}. */
@Component("steps")
class FailedStepsHealth extends RoomHealth {

    private static final Status DEGRADED = new Status("DEGRADED", "A step of the plan stands still.");
    private static final int NAMED = 10;

    private final FailedSteps failedSteps;

    FailedStepsHealth(FailedSteps failedSteps, MeterRegistry registry) {
        this.failedSteps = failedSteps;
        Gauge.builder("draaiboek.steps.failed", failedSteps, FailedSteps::count)
                .description("Steps of the plan that failed and are tried no more by themselves")
                .register(registry);
    }

    @Override
    protected void look(Health.Builder health) {
        var standing = failedSteps.standing();
        health.status(standing.isEmpty() ? Status.UP : DEGRADED)
                .withDetail("standing still", standing.size())
                .withDetail(
                        "steps",
                        standing.stream()
                                .limit(NAMED)
                                .map(step -> (step.incident() == null ? "" : step.incident() + ": ") + step.process()
                                        + " > " + step.step())
                                .toList());
    }
}
