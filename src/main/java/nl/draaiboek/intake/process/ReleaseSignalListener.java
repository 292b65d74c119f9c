package nl.draaiboek.intake.process;

import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.intake.SettleSignal;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;

/**
 * When the process that asks where a report belongs ends without an answer, cancelled in Cockpit for instance, the report goes
 * on as if it had just come in: it is never lost.
 */
@ForDiagrams("releaseReport")
class ReleaseSignalListener implements ExecutionListener {

    private final SettleSignal settle;

    ReleaseSignalListener(SettleSignal settle) {
        this.settle = settle;
    }

    @Override
    public void notify(DelegateExecution execution) {
        Placing.SIGNAL.find(execution).ifPresent(settle::release);
    }
}
