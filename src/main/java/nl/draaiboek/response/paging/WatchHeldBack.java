package nl.draaiboek.response.paging;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks now and then whether somebody can be told what was held back. */
@Component
@ConditionalOnProperty(name = "draaiboek.delivery.worker", havingValue = "on", matchIfMissing = true)
class WatchHeldBack {

    private final TellHeldBack tellHeldBack;

    WatchHeldBack(TellHeldBack tellHeldBack) {
        this.tellHeldBack = tellHeldBack;
    }

    @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
    void look() {
        tellHeldBack.tell();
    }
}
