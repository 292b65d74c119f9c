package nl.draaiboek.incident.process;

import nl.draaiboek.engine.CurrentPerson;
import org.camunda.bpm.engine.delegate.DelegateTask;

/** Who did it, for the record. */
final class Who {

    private Who() {}

    /** Who completes the task: the person logged in, or its assignee where a test or a script acts for them. */
    static String completes(DelegateTask task, CurrentPerson currentPerson) {
        return currentPerson.completes(task);
    }
}
