package nl.draaiboek.incident;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * A line in the log for each turn that an incident takes, once it is committed: who reads only the log sees that something
 * runs, and where to look. Codes and logins alone; what people typed stays in the record.
 */
@Component
class LogIncidents {

    private static final Logger LOG = LoggerFactory.getLogger(LogIncidents.class);

    @TransactionalEventListener(fallbackExecution = true)
    void opened(IncidentOpened event) {
        LOG.info("{} is opened, as a candidate.", event.code());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void declared(IncidentDeclared event) {
        LOG.info("{} is declared.", event.code());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void changed(SeverityChanged event) {
        LOG.info(
                "{} has severity {}, was {}; the crisis plan is {}.",
                event.code(),
                event.now().number(),
                event.before().number(),
                event.crisisPlan() ? "on" : "off");
    }

    @TransactionalEventListener(fallbackExecution = true)
    void led(LeadChanged event) {
        LOG.info("{} is led by {}.", event.code(), event.now());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void merged(IncidentMerged event) {
        LOG.info("{} is merged into {}.", event.code(), event.into());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void rejected(IncidentRejected event) {
        LOG.info("{} is rejected.", event.code());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void resolved(IncidentResolved event) {
        LOG.info("{} is resolved.", event.code());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void closed(IncidentClosed event) {
        LOG.info("{} is closed.", event.code());
    }
}
