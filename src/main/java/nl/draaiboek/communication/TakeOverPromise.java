package nl.draaiboek.communication;

import java.time.Instant;
import java.util.Optional;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentMerged;
import nl.draaiboek.incident.IncidentRecord;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who was promised "more at 15:00" under a code that ends as merged hears something at 15:00 under the one that goes on
 * . Where both promised something, the earlier counts.
 */
@Component
class TakeOverPromise {

    private final Promises promises;
    private final Customers customers;
    private final ApplicationEventPublisher events;

    TakeOverPromise(Promises promises, Customers customers, ApplicationEventPublisher events) {
        this.promises = promises;
        this.customers = customers;
        this.events = events;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(IncidentMerged merged) {
        customers.carryOver(merged.code(), merged.into());
        var promised = outside(merged.code());
        if (promised.isEmpty()) {
            return;
        }
        var own = outside(merged.into());
        if (own.isEmpty() || promised.get().isBefore(own.get())) {
            promises.make(merged.into(), promised.get(), true, IncidentRecord.DRAAIBOEK);
            events.publishEvent(new PromiseTakenOver(merged.into()));
        }
    }

    private Optional<Instant> outside(IncidentCode code) {
        return promises.standing(code).filter(Promise::outside).flatMap(promise -> Optional.ofNullable(promise.at()));
    }
}
