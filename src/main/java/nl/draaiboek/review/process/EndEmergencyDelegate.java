package nl.draaiboek.review.process;

import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.ProcessMessages;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.ResolveIncident;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Resolves the incident and tells whoever waits for it. */
@ForDiagrams("endEmergency")
class EndEmergencyDelegate implements JavaDelegate {

    private static final ProcessVariable<String> SAID_BY = ProcessVariable.text("impactEndedSaidBy");

    private final ResolveIncident resolveIncident;
    private final ProcessMessages messages;

    EndEmergencyDelegate(ResolveIncident resolveIncident, ProcessMessages messages) {
        this.resolveIncident = resolveIncident;
        this.messages = messages;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var code = new IncidentCode(ProcessVariable.INCIDENT.from(execution));
        resolveIncident.resolve(code, SAID_BY.from(execution));
        messages.tell("incident.resolved", code.value());
    }
}
