package nl.draaiboek.everyone;

import nl.draaiboek.people.CameInNeed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Communication work that was offered to somebody who came to be in need goes to the next at once. After the word of
 * it is kept; should it fail, it goes to the next when their time to answer is over.
 */
@Component
class NobodyInNeedCommunicates {

    private static final Logger LOG = LoggerFactory.getLogger(NobodyInNeedCommunicates.class);

    private final CommunicationWorks works;
    private final CommunicationPool pool;
    private final TransactionTemplate transaction;

    NobodyInNeedCommunicates(
            CommunicationWorks works, CommunicationPool pool, PlatformTransactionManager transactions) {
        this.works = works;
        this.pool = pool;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @TransactionalEventListener
    void inNeed(CameInNeed event) {
        for (var offer : works.askedOf(event.person())) {
            try {
                transaction.executeWithoutResult(status -> pool.inNeed(offer));
            } catch (RuntimeException e) {
                LOG.warn("Offer {} of communication work goes to the next when its time is over.", offer, e);
            }
        }
    }
}
