package nl.draaiboek.response.process;

import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.response.paging.TellPaged;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Tells everybody concerned that nobody answers. */
@ForDiagrams("tellNobodyAnswers")
class TellNobodyAnswersDelegate implements JavaDelegate {

    private final TellPaged tellPaged;

    TellNobodyAnswersDelegate(TellPaged tellPaged) {
        this.tellPaged = tellPaged;
    }

    @Override
    public void execute(DelegateExecution execution) {
        tellPaged.nobodyAnswers(Long.parseLong(EnginePages.PAGE.from(execution)));
    }
}
