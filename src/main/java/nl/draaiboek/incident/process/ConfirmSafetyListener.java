package nl.draaiboek.incident.process;

import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.NoteDanger;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/** Keeps who confirmed that everyone is safe, and how they know. */
@ForDiagrams("confirmSafety")
class ConfirmSafetyListener implements TaskListener {

    private final NoteDanger noteDanger;
    private final CurrentPerson currentPerson;

    ConfirmSafetyListener(NoteDanger noteDanger, CurrentPerson currentPerson) {
        this.noteDanger = noteDanger;
        this.currentPerson = currentPerson;
    }

    @Override
    public void notify(DelegateTask task) {
        var answers = new Answers(task);
        var safe = answers.choice("safe", "Say whether everyone is safe.", "yes", "services", "false");
        var how = answers.required("how", 1000, "Say who you spoke with, and how.");
        noteDanger.safe(
                new IncidentCode(ProcessVariable.INCIDENT.from(task)), currentPerson.completes(task), safe, how);
    }
}
