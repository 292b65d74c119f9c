package nl.draaiboek.response.process;

import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.response.paging.PageByNextWay;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Pages a person by the next of their own ways. Sets {@code sent}: false when there is none left. */
@ForDiagrams("pagePerson")
class PagePersonDelegate implements JavaDelegate {

    private final PageByNextWay byNextWay;
    private final PagingForDiagrams paging;

    PagePersonDelegate(PageByNextWay byNextWay, PagingForDiagrams paging) {
        this.byNextWay = byNextWay;
        this.paging = paging;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var page = Long.parseLong(EnginePages.PAGE.from(execution));
        var person = EnginePages.PERSON.from(execution);
        execution.setVariable("sent", byNextWay.page(page, paging.rung(page, person), person));
    }
}
