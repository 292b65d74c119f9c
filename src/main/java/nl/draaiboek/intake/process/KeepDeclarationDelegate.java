package nl.draaiboek.intake.process;

import java.time.Clock;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.intake.KeepWhatSomebodySaw;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Keeps what a colleague declared, before anything is done about it. */
@ForDiagrams("keepDeclaration")
class KeepDeclarationDelegate implements JavaDelegate {

    /** User id of who started the process. */
    static final ProcessVariable<String> REPORTER = ProcessVariable.text("reporter");

    private final KeepWhatSomebodySaw keep;
    private final Clock clock;

    KeepDeclarationDelegate(KeepWhatSomebodySaw keep, Clock clock) {
        this.keep = keep;
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        keep(execution, true);
    }

    void keep(DelegateExecution execution, boolean declaration) {
        var form = new SeenInForm(execution, clock);
        var seen = form.read(declaration, REPORTER.from(execution));
        Placing.SIGNAL.set(execution, keep.keep(seen));
        Placing.DANGER.set(execution, seen.danger());
        form.forget();
    }
}
