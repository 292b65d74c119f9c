package nl.draaiboek.incident.process;

import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.RejectIncident;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Closes what is no incident, with its reason. */
@ForDiagrams("rejectIncident")
class RejectIncidentDelegate implements JavaDelegate {

    private final RejectIncident rejectIncident;
    private final Incidents incidents;

    RejectIncidentDelegate(RejectIncident rejectIncident, Incidents incidents) {
        this.rejectIncident = rejectIncident;
        this.incidents = incidents;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var code = new IncidentCode(ProcessVariable.INCIDENT.from(execution));
        var lead = incidents.get(code).lead();
        rejectIncident.reject(
                code,
                "incident.rejected",
                lead == null ? IncidentRecord.DRAAIBOEK : lead,
                ProcessVariable.text("because").from(execution));
    }
}
