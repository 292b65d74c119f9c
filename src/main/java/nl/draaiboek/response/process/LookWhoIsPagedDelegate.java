package nl.draaiboek.response.process;

import java.util.ArrayList;
import java.util.Arrays;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.response.paging.OpenPages;
import nl.draaiboek.response.paging.Purpose;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Looks in the table who is paged, and opens a page for each. Sets {@code pages}, their numbers. */
@ForDiagrams("lookWhoIsPaged")
class LookWhoIsPagedDelegate implements JavaDelegate {

    private static final ProcessVariable<String> PURPOSE = ProcessVariable.text("purpose");

    private final OpenPages openPages;

    LookWhoIsPagedDelegate(OpenPages openPages) {
        this.openPages = openPages;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var purposes = Arrays.stream(PURPOSE.from(execution).split(","))
                .map(word -> Purpose.valueOf(word.strip().toUpperCase(java.util.Locale.ROOT)))
                .toList();
        var opened = openPages.open(new IncidentCode(ProcessVariable.INCIDENT.from(execution)), purposes);
        execution.setVariable(
                "pages", new ArrayList<>(opened.stream().map(String::valueOf).toList()));
    }
}
