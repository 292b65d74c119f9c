package nl.draaiboek.engine;

import org.camunda.bpm.engine.delegate.DelegateExecution;

/**
 * What stands behind the service tasks of type {@code external}: called in the transaction that brings the token there, and in
 * the one that takes it away. Nobody fetches such a task; who implements this completes it.
 */
public interface WaitingServiceTask {

    /**
     * The token has arrived; inputs are set.
     *
     * @param topic as the diagram says
     */
    void entered(DelegateExecution execution, String topic);

    /** The token leaves: done, failed into another path, interrupted or deleted. May refuse by throwing. */
    void left(DelegateExecution execution, String topic);
}
