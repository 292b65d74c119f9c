package nl.draaiboek.response;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks now and then: what a crash kept from being told, what went on since, and what was held back to be summed up. */
@Component
@ConditionalOnProperty(name = "draaiboek.delivery.worker", havingValue = "on", matchIfMissing = true)
class WatchFailedSteps {

    private static final Logger LOG = LoggerFactory.getLogger(WatchFailedSteps.class);

    private final FailedSteps failedSteps;

    WatchFailedSteps(FailedSteps failedSteps) {
        this.failedSteps = failedSteps;
    }

    @Scheduled(fixedDelay = 5_000)
    void look() {
        try {
            failedSteps.look();
        } catch (RuntimeException e) {
            LOG.warn("Steps that stand still are looked at again later: {}", e.toString());
        }
    }
}
