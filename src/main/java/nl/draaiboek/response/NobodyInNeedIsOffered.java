package nl.draaiboek.response;

import nl.draaiboek.people.CameInNeed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A role that was offered to somebody who came to be in need goes back at once to who asked. After the word of it is
 * kept, so that a call for help waits for no incident; should it fail, it goes back when their time to answer is over.
 */
@Component
class NobodyInNeedIsOffered {

    private static final Logger LOG = LoggerFactory.getLogger(NobodyInNeedIsOffered.class);

    private final RoleOffers offers;
    private final RoleProcesses processes;
    private final TransactionTemplate transaction;

    NobodyInNeedIsOffered(RoleOffers offers, RoleProcesses processes, PlatformTransactionManager transactions) {
        this.offers = offers;
        this.processes = processes;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @TransactionalEventListener
    void inNeed(CameInNeed event) {
        for (var offer : offers.openTo(event.person())) {
            try {
                transaction.executeWithoutResult(status -> processes.answerOverdue(offer.incident(), offer.id()));
            } catch (RuntimeException e) {
                LOG.warn("Role offer {} goes back when its time is over.", offer.id(), e);
            }
        }
    }
}
