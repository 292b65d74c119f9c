package nl.draaiboek.response.process;

import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.response.paging.CheckProgress;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Takes an acknowledgement back of which nothing came. */
@ForDiagrams("letLapse")
class LetLapseDelegate implements JavaDelegate {

    private final CheckProgress checkProgress;

    LetLapseDelegate(CheckProgress checkProgress) {
        this.checkProgress = checkProgress;
    }

    @Override
    public void execute(DelegateExecution execution) {
        checkProgress.lapse(Long.parseLong(EnginePages.PAGE.from(execution)));
    }
}
