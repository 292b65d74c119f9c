package nl.draaiboek.response.process;

import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.response.paging.TellPaged;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Tells those who were paged who comes. */
@ForDiagrams("tellWhoComes")
class TellWhoComesDelegate implements JavaDelegate {

    private final TellPaged tellPaged;

    TellWhoComesDelegate(TellPaged tellPaged) {
        this.tellPaged = tellPaged;
    }

    @Override
    public void execute(DelegateExecution execution) {
        tellPaged.whoComes(Long.parseLong(EnginePages.PAGE.from(execution)));
    }
}
