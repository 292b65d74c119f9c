package nl.draaiboek.engine;

import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells the processes of an incident that something happened. Nobody has to be waiting, and nothing is kept for who comes
 * later: a diagram that starts to wait asks for the facts first.
 */
@Component
public class ProcessMessages {

    private final RuntimeService runtime;
    private final AsDraaiboek asDraaiboek;

    ProcessMessages(RuntimeService runtime, AsDraaiboek asDraaiboek) {
        this.runtime = runtime;
        this.asDraaiboek = asDraaiboek;
    }

    /** Everyone who waits for it goes on, in the transaction that is running. */
    public void tell(String message, String businessKey) {
        asDraaiboek.run(() -> runtime.createMessageCorrelation(message)
                .processInstanceBusinessKey(businessKey)
                .correlateAll());
    }

    /**
     * The same, at the end of the transaction that is running: for a message that may stop the very process whose step
     * caused it.
     */
    public void tellAtTheEnd(String message, String businessKey) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                tell(message, businessKey);
            }
        });
    }
}
