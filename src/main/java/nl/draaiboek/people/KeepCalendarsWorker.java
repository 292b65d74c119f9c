package nl.draaiboek.people;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks each minute which calendars are to be fetched. */
@Component
@ConditionalOnProperty(name = "draaiboek.delivery.worker", havingValue = "on", matchIfMissing = true)
class KeepCalendarsWorker {

    private static final Logger LOG = LoggerFactory.getLogger(KeepCalendarsWorker.class);

    private final KeepCalendars keepCalendars;

    KeepCalendarsWorker(KeepCalendars keepCalendars) {
        this.keepCalendars = keepCalendars;
    }

    @Scheduled(fixedDelay = 60_000)
    void look() {
        try {
            keepCalendars.keepUp();
        } catch (RuntimeException e) {
            LOG.warn("Calendars are looked at again later: {}", e.toString());
        }
    }
}
