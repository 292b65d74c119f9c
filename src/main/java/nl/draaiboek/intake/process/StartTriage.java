package nl.draaiboek.intake.process;

import nl.draaiboek.intake.ReportToPlace;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Has a person asked where a report belongs, in the transaction that says so: there is never one without the other. */
@Component
class StartTriage {

    private static final String PROCESS = "triage-report";

    private final RuntimeService runtime;

    StartTriage(RuntimeService runtime) {
        this.runtime = runtime;
    }

    @EventListener
    void on(ReportToPlace report) {
        runtime.startProcessInstanceByKey(
                PROCESS, "report-" + report.signal(), Variables.putValue(Placing.SIGNAL.name(), report.signal()));
    }
}
