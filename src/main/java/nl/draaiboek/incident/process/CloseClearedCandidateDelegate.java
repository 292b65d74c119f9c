package nl.draaiboek.incident.process;

import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.Alerting;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.LockIncident;
import nl.draaiboek.incident.RejectIncident;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/**
 * Closes a candidate whose alerts cleared before anybody picked it up. An alert that joins in the same moment wins:
 * this fails then, and the message of that alert has moved the process when it is tried again.
 */
@ForDiagrams("closeClearedCandidate")
class CloseClearedCandidateDelegate implements JavaDelegate {

    private final RejectIncident rejectIncident;
    private final LockIncident locked;
    private final Alerting alerting;

    CloseClearedCandidateDelegate(RejectIncident rejectIncident, LockIncident locked, Alerting alerting) {
        this.rejectIncident = rejectIncident;
        this.locked = locked;
        this.alerting = alerting;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var code = locked.lock(new IncidentCode(ProcessVariable.INCIDENT.from(execution)))
                .code();
        if (alerting.firing(code)) {
            throw new IllegalStateException(code + " cannot be closed: an alert fired again in this very moment.");
        }
        rejectIncident.reject(
                code,
                "incident.cleared",
                IncidentRecord.DRAAIBOEK,
                "Its alerts cleared by themselves before anybody picked it up.");
    }
}
