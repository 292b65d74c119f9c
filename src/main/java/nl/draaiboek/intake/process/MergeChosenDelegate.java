package nl.draaiboek.intake.process;

import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.MergeIncidents;
import nl.draaiboek.incident.NotRunning;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Lets the chosen incidents go on as one. */
@ForDiagrams("mergeChosen")
class MergeChosenDelegate implements JavaDelegate {

    private final MergeIncidents mergeIncidents;

    MergeChosenDelegate(MergeIncidents mergeIncidents) {
        this.mergeIncidents = mergeIncidents;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var into = MergeChosen.INTO.from(execution);
        try {
            mergeIncidents.mergeAll(
                    MergeChosen.codes(MergeChosen.MERGED.from(execution)),
                    new IncidentCode(into),
                    MergeChosen.REASON.from(execution),
                    MergeChosen.MERGER.from(execution));
        } catch (NotRunning ended) {
            throw new BpmnError("Error_IncidentEnded", ended.getMessage());
        }
        execution.setProcessBusinessKey(into);
    }
}
