package nl.draaiboek.communication.process;

import nl.draaiboek.engine.CurrentPerson;
import org.camunda.bpm.engine.delegate.DelegateTask;

/** What somebody filled in. */
final class Answers {

    private Answers() {}

    /** Empty when nothing was filled in. */
    static String text(DelegateTask task, String field) {
        var value = task.getVariable(field);
        return value == null ? "" : value.toString().strip();
    }

    /** Who completes the task: the person logged in, or its assignee where the program acts for them. */
    static String who(DelegateTask task, CurrentPerson currentPerson) {
        return currentPerson.completes(task);
    }
}
