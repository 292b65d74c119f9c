package nl.draaiboek.people;

import java.util.stream.Collectors;
import nl.draaiboek.engine.RoomHealth;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/** Whether whoever stands in the register of outside help can be reached. */
@Component("outside")
class OutsideHelpHealth extends RoomHealth {

    private static final Status DEGRADED = new Status("DEGRADED", "Somebody outside cannot be reached.");

    private final OutsideHelp outsideHelp;

    OutsideHelpHealth(OutsideHelp outsideHelp) {
        this.outsideHelp = outsideHelp;
    }

    @Override
    protected void look(Health.Builder health) {
        var findings = outsideHelp.findings().stream()
                .collect(Collectors.partitioningBy(
                        OutsideHelp.Finding::unreachable,
                        Collectors.mapping(found -> found.inWords("en"), Collectors.toList())));
        health.status(findings.get(true).isEmpty() ? Status.UP : DEGRADED)
                .withDetail("cannot be reached", findings.get(true))
                .withDetail("not confirmed", findings.get(false));
    }
}
