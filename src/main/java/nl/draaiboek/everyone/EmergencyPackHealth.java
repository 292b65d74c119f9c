package nl.draaiboek.everyone;

import java.time.Clock;
import java.time.Duration;
import nl.draaiboek.engine.RoomHealth;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/** Whether the emergency pack in the folder is up to date. */
@Component("emergencyPack")
class EmergencyPackHealth extends RoomHealth {

    private static final Status DEGRADED = new Status("DEGRADED", "The emergency pack is old or could not be made.");
    private static final Duration OLD = Duration.ofDays(2);

    private final EmergencyPackSettings settings;
    private final KeepEmergencyPack keep;
    private final Clock clock;

    EmergencyPackHealth(EmergencyPackSettings settings, KeepEmergencyPack keep, Clock clock) {
        this.settings = settings;
        this.keep = keep;
        this.clock = clock;
    }

    @Override
    protected void look(Health.Builder health) {
        health.up();
        keep.mailedAt().ifPresent(at -> health.withDetail("mailed", at.toString()));
        if (!keep.keeps() && keep.mails()) {
            keep.failure().ifPresent(why -> health.status(DEGRADED).withDetail("failure", why));
            return;
        }
        if (!keep.keeps()) {
            health.withDetail(
                    "pack",
                    settings.off()
                            .map(why -> "off: " + why)
                            .orElse("made when fetched; neither a folder nor an address is set"));
            return;
        }
        var made = keep.madeAt();
        made.ifPresent(at -> health.withDetail("made", at.toString()));
        keep.failure().ifPresent(why -> health.withDetail("failure", why));
        if (keep.failure().isPresent()
                || made.isPresent() && made.get().plus(OLD).isBefore(clock.instant())) {
            health.status(DEGRADED);
        }
    }
}
