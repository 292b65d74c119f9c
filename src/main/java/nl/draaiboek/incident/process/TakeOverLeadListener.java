package nl.draaiboek.incident.process;

import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.TakeLead;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/** Whoever completes the task leads from now on, in place of who led until now. */
@ForDiagrams("takeOverLead")
class TakeOverLeadListener implements TaskListener {

    private final ChooseRunningIncidentListener chooseRunningIncident;
    private final TakeLead takeLead;
    private final CurrentPerson currentPerson;

    TakeOverLeadListener(
            ChooseRunningIncidentListener chooseRunningIncident, TakeLead takeLead, CurrentPerson currentPerson) {
        this.chooseRunningIncident = chooseRunningIncident;
        this.takeLead = takeLead;
        this.currentPerson = currentPerson;
    }

    @Override
    public void notify(DelegateTask task) {
        chooseRunningIncident.notify(task);
        takeLead.takeOver(
                new IncidentCode(ProcessVariable.INCIDENT.from(task)),
                currentPerson.completes(task),
                new Answers(task).required("why", 500, "Say why you take over; who led until now reads it."));
    }
}
