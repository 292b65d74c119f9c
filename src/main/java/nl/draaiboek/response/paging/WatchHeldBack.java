package nl.draaiboek.response.paging;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks now and then whether somebody can be told what was held back. */
@Component
@ConditionalOnProperty(name = "draaiboek.delivery.worker", havingValue = "on", matchIfMissing = true)
class WatchHeldBack {

    private static final Logger LOG = LoggerFactory.getLogger(WatchHeldBack.class);

    private final TellHeldBack tellHeldBack;

    WatchHeldBack(TellHeldBack tellHeldBack) {
        this.tellHeldBack = tellHeldBack;
    }

    @Scheduled(fixedDelay = 60_000)
    void look() {
        try {
            tellHeldBack.tell();
        } catch (RuntimeException e) {
            LOG.warn("What was held back is looked at again later: {}", e.toString());
        }
    }
}
