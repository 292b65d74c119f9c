package nl.draaiboek.intake.process;

import nl.draaiboek.engine.ForDiagrams;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Keeps what a colleague reported, before anything is done about it. */
@ForDiagrams("keepReport")
class KeepReportDelegate implements JavaDelegate {

    private final KeepDeclarationDelegate declarations;

    KeepReportDelegate(KeepDeclarationDelegate declarations) {
        this.declarations = declarations;
    }

    @Override
    public void execute(DelegateExecution execution) {
        declarations.keep(execution, false);
    }
}
