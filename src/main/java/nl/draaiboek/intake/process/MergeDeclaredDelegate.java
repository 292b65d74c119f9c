package nl.draaiboek.intake.process;

import java.util.Map;
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

/**
 * Lets what somebody declared go on as the running incident that they recognised. Error_IncidentEnded when either has
 * ended, or when somebody leads what was declared: then it is for the lead, and stands in the record.
 */
@ForDiagrams("mergeDeclared")
class MergeDeclaredDelegate implements JavaDelegate {

    private static final String NOT_MERGED = "Error_IncidentEnded";

    private final MergeIncidents mergeIncidents;
    private final Incidents incidents;
    private final IncidentRecord record;

    MergeDeclaredDelegate(MergeIncidents mergeIncidents, Incidents incidents, IncidentRecord record) {
        this.mergeIncidents = mergeIncidents;
        this.incidents = incidents;
        this.record = record;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var code = new IncidentCode(ProcessVariable.INCIDENT.from(execution));
        var into = new IncidentCode(Placing.CHOICE.from(execution));
        var by = Placing.CHOSEN_BY.from(execution);
        var lead = incidents.get(code).lead();
        if (lead != null && !lead.equals(by)) {
            record.append(code, "incident.recognised", by, Map.of("other", into.value()));
            throw new BpmnError(NOT_MERGED, code + " is led by " + lead + ", who decides whether it is the same.");
        }
        try {
            mergeIncidents.merge(code, into, "Who declared it saw that it is the same.", by);
        } catch (NotRunning ended) {
            throw new BpmnError(NOT_MERGED, ended.getMessage());
        }
    }
}
