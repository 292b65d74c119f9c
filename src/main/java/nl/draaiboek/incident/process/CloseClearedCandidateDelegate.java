package nl.draaiboek.incident.process;

import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.RejectIncident;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Closes a candidate whose alerts cleared before anybody picked it up. */
@ForDiagrams("closeClearedCandidate")
class CloseClearedCandidateDelegate implements JavaDelegate {

    private final RejectIncident rejectIncident;

    CloseClearedCandidateDelegate(RejectIncident rejectIncident) {
        this.rejectIncident = rejectIncident;
    }

    @Override
    public void execute(DelegateExecution execution) {
        rejectIncident.reject(
                new IncidentCode(ProcessVariable.INCIDENT.from(execution)),
                "incident.cleared",
                IncidentRecord.DRAAIBOEK,
                "Its alerts cleared by themselves before anybody picked it up.");
    }
}
