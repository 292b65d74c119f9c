package nl.draaiboek.delivery.phone;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Acts on what was kept and could not be acted on at once, or by a node that is gone. */
@Component
@ConditionalOnProperty(name = "draaiboek.delivery.worker", havingValue = "on", matchIfMissing = true)
class CallBackWorker {

    private static final Logger LOG = LoggerFactory.getLogger(CallBackWorker.class);

    private final CallBacks callBacks;

    CallBackWorker(CallBacks callBacks) {
        this.callBacks = callBacks;
    }

    @Scheduled(fixedDelay = 2_000)
    void look() {
        try {
            callBacks.actOnAll();
        } catch (RuntimeException e) {
            LOG.warn("What providers told is looked at again later: {}", e.toString());
        }
    }
}
