package nl.draaiboek.response.process;

import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.response.paging.OpenPages;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Begins the ladder anew with who is on call now. */
@ForDiagrams("lookWhoIsOnCall")
class LookWhoIsOnCallDelegate implements JavaDelegate {

    private final OpenPages openPages;

    LookWhoIsOnCallDelegate(OpenPages openPages) {
        this.openPages = openPages;
    }

    @Override
    public void execute(DelegateExecution execution) {
        openPages.again(Long.parseLong(EnginePages.PAGE.from(execution)));
    }
}
