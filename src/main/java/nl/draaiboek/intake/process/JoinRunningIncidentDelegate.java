package nl.draaiboek.intake.process;

import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.NotRunning;
import nl.draaiboek.intake.SettleSignal;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Lets what was reported or declared join the running incident that was chosen. */
@ForDiagrams("joinRunningIncident")
class JoinRunningIncidentDelegate implements JavaDelegate {

    private static final String ENDED = "Error_IncidentEnded";

    private final SettleSignal settle;

    JoinRunningIncidentDelegate(SettleSignal settle) {
        this.settle = settle;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var code = new IncidentCode(Placing.CHOICE.from(execution));
        try {
            settle.join(Placing.SIGNAL.from(execution), code, Placing.CHOSEN_BY.from(execution));
        } catch (NotRunning ended) {
            throw new BpmnError(ENDED, ended.getMessage());
        }
        ProcessVariable.INCIDENT.set(execution, code.value());
    }
}
