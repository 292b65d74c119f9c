package nl.draaiboek.response;

import nl.draaiboek.engine.RoomHealth;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/** Whether an incident wakes anybody. The program works, but somebody must look: {@code DEGRADED}. */
@Component("reach")
class ReachHealth extends RoomHealth {

    private static final Status DEGRADED = new Status("DEGRADED", "An incident wakes nobody.");

    private final WhoCanBeReached reached;

    ReachHealth(WhoCanBeReached reached) {
        this.reached = reached;
    }

    @Override
    protected void look(Health.Builder health) {
        var nobody = reached.warning();
        health.status(nobody.isEmpty() ? Status.UP : DEGRADED)
                .withDetail("an incident", nobody.orElse("wakes somebody"));
    }
}
