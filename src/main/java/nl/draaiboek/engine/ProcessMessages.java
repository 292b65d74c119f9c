package nl.draaiboek.engine;

import java.util.Collection;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/**
 * Tells the processes of an incident that something happened. Nobody has to be waiting, and nothing is kept for who comes
 * later: a diagram that starts to wait asks for the facts first.
 */
@Component
public class ProcessMessages {

    private final RuntimeService runtime;
    private final AsDraaiboek asDraaiboek;
    private final BeforeCommit beforeCommit;

    ProcessMessages(RuntimeService runtime, AsDraaiboek asDraaiboek, BeforeCommit beforeCommit) {
        this.runtime = runtime;
        this.asDraaiboek = asDraaiboek;
        this.beforeCommit = beforeCommit;
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
        beforeCommit.run(() -> tell(message, businessKey));
    }

    /** The same to the instances of these processes alone: others of the same key go on. */
    public void tellAtTheEnd(String message, String businessKey, Collection<String> processes) {
        beforeCommit.run(() -> asDraaiboek.run(() -> processes.forEach(process -> runtime.createExecutionQuery()
                .processDefinitionKey(process)
                .processInstanceBusinessKey(businessKey)
                .messageEventSubscriptionName(message)
                .list()
                .forEach(waiting -> runtime.messageEventReceived(message, waiting.getId())))));
    }
}
