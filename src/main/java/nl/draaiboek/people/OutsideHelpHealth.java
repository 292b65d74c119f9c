package nl.draaiboek.people;

import java.util.List;
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
        var unreachable = inWords(true);
        health.status(unreachable.isEmpty() ? Status.UP : DEGRADED)
                .withDetail("cannot be reached", unreachable)
                .withDetail("not confirmed", inWords(false));
    }

    private List<String> inWords(boolean unreachable) {
        return outsideHelp.findings().stream()
                .filter(found -> found.unreachable() == unreachable)
                .map(found -> found.inWords("en"))
                .toList();
    }
}
