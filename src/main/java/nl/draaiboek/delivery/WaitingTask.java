package nl.draaiboek.delivery;

/**
 * The service task that waits for a dispatch.
 *
 * @param activityInstance unique for each time a token comes by; the key of its dispatch
 * @param activity id in the diagram
 */
public record WaitingTask(String activityInstance, String processInstance, String activity) {}
