package nl.draaiboek.review.process;

import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.CloseIncident;
import nl.draaiboek.incident.IncidentCode;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Closes the incident: nothing more follows but the review. */
@ForDiagrams("endIncident")
class EndIncidentDelegate implements JavaDelegate {

    private static final ProcessVariable<String> SAID_BY = ProcessVariable.text("impactEndedSaidBy");

    private final CloseIncident closeIncident;

    EndIncidentDelegate(CloseIncident closeIncident) {
        this.closeIncident = closeIncident;
    }

    @Override
    public void execute(DelegateExecution execution) {
        closeIncident.close(new IncidentCode(ProcessVariable.INCIDENT.from(execution)), SAID_BY.from(execution));
    }
}
