package nl.draaiboek.intake.process;

import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.ForDiagrams;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/** Takes the answer whether two incidents are merged. */
@ForDiagrams("confirmMerge")
class ConfirmMergeListener implements TaskListener {

    @Override
    public void notify(DelegateTask task) {
        new Answers(task).choice("confirmed", "Say whether they are merged.", "yes", "no");
    }
}
