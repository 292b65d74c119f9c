package nl.draaiboek.intake.process;

import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.intake.SettleSignal;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Opens an incident for what was reported or declared. */
@ForDiagrams("openOwnIncident")
class OpenOwnIncidentDelegate implements JavaDelegate {

    private final SettleSignal settle;

    OpenOwnIncidentDelegate(SettleSignal settle) {
        this.settle = settle;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var code = settle.open(Placing.SIGNAL.from(execution));
        ProcessVariable.INCIDENT.set(execution, code.value());
        execution.setProcessBusinessKey(code.value());
    }
}
