package nl.draaiboek.incident.process;

import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.NoteFinding;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/** Keeps what somebody found when they looked why a task was late. */
@ForDiagrams("noteFound")
class NoteFoundListener implements TaskListener {

    private final NoteFinding noteFinding;
    private final CurrentPerson currentPerson;

    NoteFoundListener(NoteFinding noteFinding, CurrentPerson currentPerson) {
        this.noteFinding = noteFinding;
        this.currentPerson = currentPerson;
    }

    @Override
    public void notify(DelegateTask task) {
        noteFinding.note(
                new IncidentCode(ProcessVariable.INCIDENT.from(task)),
                currentPerson.completes(task),
                "late",
                new Answers(task).required("found", 1000, "Say what you found, and what you did."),
                null);
    }
}
