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
 * A phone tree goes on at once without somebody who came to be in need. After the word of it is kept, so that a call
 * for help waits for no tree; should it fail, others call when the time to report is over.
 */
@Component
class NobodyInNeedIsCalled {

    private static final Logger LOG = LoggerFactory.getLogger(NobodyInNeedIsCalled.class);

    private final PhoneTrees trees;
    private final WalkTree walk;
    private final TransactionTemplate transaction;

    NobodyInNeedIsCalled(PhoneTrees trees, WalkTree walk, PlatformTransactionManager transactions) {
        this.trees = trees;
        this.walk = walk;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @TransactionalEventListener
    void inNeed(CameInNeed event) {
        for (var who : trees.running(event.person())) {
            try {
                transaction.executeWithoutResult(status -> walk.inNeed(
                        trees.lock(who.tree()), trees.person(who.id()).orElseThrow()));
            } catch (RuntimeException e) {
                LOG.warn("Phone tree {} goes on without somebody when their time to report is over.", who.tree(), e);
            }
        }
    }
}
