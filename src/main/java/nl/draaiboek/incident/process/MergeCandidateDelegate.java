package nl.draaiboek.incident.process;

import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.MergeIncidents;
import nl.draaiboek.incident.NotRunning;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Lets a candidate go on as the incident that its lead named; Error_IncidentEnded when that one has ended meanwhile. */
@ForDiagrams("mergeCandidate")
class MergeCandidateDelegate implements JavaDelegate {

    private final MergeIncidents mergeIncidents;
    private final Incidents incidents;

    MergeCandidateDelegate(MergeIncidents mergeIncidents, Incidents incidents) {
        this.mergeIncidents = mergeIncidents;
        this.incidents = incidents;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var code = new IncidentCode(ProcessVariable.INCIDENT.from(execution));
        var lead = incidents.get(code).lead();
        try {
            mergeIncidents.merge(
                    code,
                    new IncidentCode(ProcessVariable.text("mergeInto").from(execution)),
                    "Its lead saw that it is the same.",
                    lead == null ? IncidentRecord.DRAAIBOEK : lead);
        } catch (NotRunning ended) {
            throw new BpmnError("Error_IncidentEnded", ended.getMessage());
        }
    }
}
