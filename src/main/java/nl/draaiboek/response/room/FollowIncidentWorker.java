package nl.draaiboek.response.room;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks now and then what the rooms are to be told: not oftener, so that a busy minute is a few posts and no storm. */
@Component
@ConditionalOnProperty(name = "draaiboek.delivery.worker", havingValue = "on", matchIfMissing = true)
class FollowIncidentWorker {

    private static final Logger LOG = LoggerFactory.getLogger(FollowIncidentWorker.class);

    private final FollowIncident followIncident;

    FollowIncidentWorker(FollowIncident followIncident) {
        this.followIncident = followIncident;
    }

    @Scheduled(fixedDelay = 10_000)
    void look() {
        try {
            followIncident.look();
        } catch (RuntimeException e) {
            LOG.warn("Rooms are told again later: {}", e.toString());
        }
    }
}
