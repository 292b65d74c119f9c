package nl.draaiboek.incident.process;

import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.DeclareIncident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** From now on it is an incident. */
@ForDiagrams("declareIncident")
class DeclareIncidentDelegate implements JavaDelegate {

    private final DeclareIncident declareIncident;
    private final Incidents incidents;

    DeclareIncidentDelegate(DeclareIncident declareIncident, Incidents incidents) {
        this.declareIncident = declareIncident;
        this.incidents = incidents;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var code = new IncidentCode(ProcessVariable.INCIDENT.from(execution));
        var lead = incidents.get(code).lead();
        declareIncident.declare(
                code,
                lead == null ? IncidentRecord.DRAAIBOEK : lead,
                ProcessVariable.text("because").find(execution).orElse(""));
    }
}
