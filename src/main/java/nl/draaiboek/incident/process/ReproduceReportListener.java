package nl.draaiboek.incident.process;

import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.NoteFinding;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/** Keeps whether somebody saw it too. */
@ForDiagrams("reproduceReport")
class ReproduceReportListener implements TaskListener {

    private final NoteFinding noteFinding;
    private final CurrentPerson currentPerson;

    ReproduceReportListener(NoteFinding noteFinding, CurrentPerson currentPerson) {
        this.noteFinding = noteFinding;
        this.currentPerson = currentPerson;
    }

    @Override
    public void notify(DelegateTask task) {
        var answers = new Answers(task);
        var seen = answers.choice("reproduced", "Say whether you see it too.", "yes", "no");
        var how = answers.required("how", 1000, "Say how you tried and what you saw.");
        var outcome = seen.equals("yes") ? "real" : "rejected";
        noteFinding.note(
                new IncidentCode(ProcessVariable.INCIDENT.from(task)),
                currentPerson.completes(task),
                outcome,
                how,
                null);
        task.getExecution().setVariable("outcome", outcome);
        task.getExecution().setVariable("because", how);
    }
}
