package nl.draaiboek.review.process;

import nl.draaiboek.engine.ForDiagrams;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Takes the overdue question whether the impact has ended from its holder and offers it wider. */
@ForDiagrams("askImpactWider")
class AskImpactWiderDelegate implements JavaDelegate {

    private final ClosingForDiagrams closing;

    AskImpactWiderDelegate(ClosingForDiagrams closing) {
        this.closing = closing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        closing.askWider(execution, execution.getProcessInstanceId());
    }
}
