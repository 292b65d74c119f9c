package nl.draaiboek.response.process;

import java.util.Date;
import java.util.Optional;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.response.TellTaskGiven;
import org.camunda.bpm.engine.delegate.DelegateTask;

/** Tells people in diagrams. A task names it as its listener of the event <i>assignment</i>. */
@ForDiagrams("tell")
public class TellForDiagrams {

    private final TellTaskGiven taskGiven;
    private final CurrentPerson currentPerson;

    TellForDiagrams(TellTaskGiven taskGiven, CurrentPerson currentPerson) {
        this.taskGiven = taskGiven;
        this.currentPerson = currentPerson;
    }

    /** Mails whoever the task is given to, unless they took it themselves. */
    public void assignee(DelegateTask task, String what) {
        var assignee = task.getAssignee();
        if (assignee == null || currentPerson.id().filter(assignee::equals).isPresent()) {
            return;
        }
        taskGiven.tell(
                new IncidentCode(ProcessVariable.INCIDENT.from(task)),
                assignee,
                task.getId(),
                String.valueOf(task.getName()),
                what,
                Optional.ofNullable(task.getDueDate()).map(Date::toInstant).orElse(null));
    }
}
