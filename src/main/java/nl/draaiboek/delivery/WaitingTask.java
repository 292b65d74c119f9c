package nl.draaiboek.delivery;

import java.util.UUID;

/**
 * The service task that waits for a dispatch.
 *
 * @param activityInstance unique for each time a token comes by; the key of its dispatch
 * @param activity id in the diagram
 */
public record WaitingTask(String activityInstance, String processInstance, String activity) {

    /** Of a notice: no token waits for it. */
    static WaitingTask none() {
        return new WaitingTask("notice/" + UUID.randomUUID(), "", "");
    }

    boolean isNone() {
        return processInstance.isEmpty();
    }
}
