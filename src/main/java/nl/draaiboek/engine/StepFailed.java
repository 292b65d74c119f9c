package nl.draaiboek.engine;

/**
 * A step of a process failed so often that it is tried no more, until somebody does so in Cockpit; told in the transaction
 * that gives it up.
 *
 * @param businessKey of the process; the code of the incident where it runs for one
 * @param step id of the element in the diagram
 * @param why the message of what went wrong
 */
public record StepFailed(String businessKey, String step, String why) {}
