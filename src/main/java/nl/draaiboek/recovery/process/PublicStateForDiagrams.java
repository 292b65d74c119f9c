package nl.draaiboek.recovery.process;

import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.ChangePublicState;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.PublicState;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Says to the outside where it stands; does nothing when it stands there already. */
@ForDiagrams("changePublicState")
public class PublicStateForDiagrams implements JavaDelegate {

    private static final ProcessVariable<String> PUBLIC_STATE = ProcessVariable.text("publicState");
    private static final ProcessVariable<String> BECAUSE = ProcessVariable.text("because");

    private final ChangePublicState changePublicState;
    private final CurrentPerson currentPerson;

    PublicStateForDiagrams(ChangePublicState changePublicState, CurrentPerson currentPerson) {
        this.changePublicState = changePublicState;
        this.currentPerson = currentPerson;
    }

    @Override
    public void execute(DelegateExecution execution) {
        changePublicState.to(
                new IncidentCode(ProcessVariable.INCIDENT.from(execution)),
                PublicState.valueOf(PUBLIC_STATE.from(execution)),
                currentPerson.id().orElse(IncidentRecord.DRAAIBOEK),
                BECAUSE.from(execution));
    }
}
