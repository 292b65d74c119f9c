package nl.draaiboek.recovery.process;

import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.ChangePublicState;
import nl.draaiboek.incident.PublicState;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Says to the outside where it stands; does nothing when it stands there already. */
@ForDiagrams("changePublicState")
public class PublicStateForDiagrams implements JavaDelegate {

    private static final ProcessVariable<String> PUBLIC_STATE = ProcessVariable.text("publicState");
    private static final ProcessVariable<String> BECAUSE = ProcessVariable.text("because");

    private final ChangePublicState changePublicState;
    private final Acting acting;

    PublicStateForDiagrams(ChangePublicState changePublicState, Acting acting) {
        this.changePublicState = changePublicState;
        this.acting = acting;
    }

    @Override
    public void execute(DelegateExecution execution) {
        changePublicState.to(
                Acting.incident(execution),
                PublicState.valueOf(PUBLIC_STATE.from(execution)),
                acting.somebody(),
                BECAUSE.from(execution));
    }
}
