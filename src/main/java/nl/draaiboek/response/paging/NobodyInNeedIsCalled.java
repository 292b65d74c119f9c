package nl.draaiboek.response.paging;

import nl.draaiboek.people.CameInNeed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes somebody who came to be in need off every ladder, of whatever incident. After the word of it is kept, and a page at
 * a time: a call for help waits for no other incident. Should one of them fail, then {@link PageByNextWay} passes them over all the
 * same when their next way is due.
 */
@Component
class NobodyInNeedIsCalled {

    private static final Logger LOG = LoggerFactory.getLogger(NobodyInNeedIsCalled.class);

    private final Pages pages;
    private final AnswerPage answerPage;
    private final TransactionTemplate transaction;

    NobodyInNeedIsCalled(Pages pages, AnswerPage answerPage, PlatformTransactionManager transactions) {
        this.pages = pages;
        this.answerPage = answerPage;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @TransactionalEventListener
    void inNeed(CameInNeed event) {
        for (var page : pages.waitingFor(event.person())) {
            try {
                transaction.executeWithoutResult(status -> answerPage.inNeed(page, event.person()));
            } catch (RuntimeException e) {
                LOG.warn("Page {} calls somebody who is in need until their next way is due.", page, e);
            }
        }
    }
}
