package nl.draaiboek.everyone;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks every few minutes whether the emergency pack in the folder is to be made anew. */
@Component
@ConditionalOnProperty(name = "draaiboek.delivery.worker", havingValue = "on", matchIfMissing = true)
class KeepEmergencyPackWorker {

    private final KeepEmergencyPack keep;

    KeepEmergencyPackWorker(KeepEmergencyPack keep) {
        this.keep = keep;
    }

    @Scheduled(initialDelay = 60_000, fixedDelay = 180_000)
    void look() {
        keep.keepUp();
    }
}
