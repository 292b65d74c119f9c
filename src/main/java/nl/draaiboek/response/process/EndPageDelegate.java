package nl.draaiboek.response.process;

import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.response.paging.CheckProgress;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Ends a page: whoever acknowledged is at work. */
@ForDiagrams("endPage")
class EndPageDelegate implements JavaDelegate {

    private final CheckProgress checkProgress;

    EndPageDelegate(CheckProgress checkProgress) {
        this.checkProgress = checkProgress;
    }

    @Override
    public void execute(DelegateExecution execution) {
        checkProgress.done(Long.parseLong(EnginePages.PAGE.from(execution)));
    }
}
