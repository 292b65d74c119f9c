package nl.draaiboek.engine;

import java.util.ArrayDeque;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells the engine at the end of the transaction, in the order in which it was said: rows of the engine come last in the order of
 * locks, and whoever completes a task has left it by then. What follows from that is told in the same transaction too.
 */
@Component
public class BeforeCommit {

    /** @throws IllegalStateException when no transaction is running */
    public void run(Runnable act) {
        if (TransactionSynchronizationManager.getResource(this) instanceof Acts acts) {
            acts.add(act);
            return;
        }
        var acts = new Acts();
        acts.add(act);
        TransactionSynchronizationManager.bindResource(this, acts);
        TransactionSynchronizationManager.registerSynchronization(acts);
    }

    private final class Acts implements TransactionSynchronization {

        private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
        private boolean told;

        void add(Runnable act) {
            if (told) {
                act.run();
            } else {
                waiting.add(act);
            }
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            for (var next = waiting.poll(); next != null; next = waiting.poll()) {
                next.run();
            }
            told = true;
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResourceIfPossible(BeforeCommit.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(BeforeCommit.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(BeforeCommit.this);
        }
    }
}
