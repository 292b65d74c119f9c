package nl.draaiboek.recovery.process;

import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.engine.ProcessMessages;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.Alerting;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.recovery.Watch;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Watches whether it stays solved. As a service task: begins the watch and says so to the outside. */
@ForDiagrams("watch")
public class WatchForDiagrams implements JavaDelegate {

    private static final ProcessVariable<Long> ALERTS_FIRED = new ProcessVariable<>("alertsFired", Long.class);
    private static final ProcessVariable<Boolean> STAYED_SOLVED = ProcessVariable.yesNo("stayedSolved");

    private final Watch watch;
    private final Alerting alerting;
    private final CurrentPerson currentPerson;
    private final ProcessMessages messages;

    WatchForDiagrams(Watch watch, Alerting alerting, CurrentPerson currentPerson, ProcessMessages messages) {
        this.alerting = alerting;
        this.messages = messages;
        this.watch = watch;
        this.currentPerson = currentPerson;
    }

    @Override
    public void execute(DelegateExecution execution) {
        watch.begin(
                new IncidentCode(ProcessVariable.INCIDENT.from(execution)),
                ALERTS_FIRED.from(execution),
                currentPerson.id().orElse(IncidentRecord.DRAAIBOEK));
        messages.tell("service.repaired", execution.getProcessBusinessKey());
    }

    /** Whether no alert fired since the tests passed. */
    public boolean quiet(String incident) {
        return watch.quiet(new IncidentCode(incident));
    }

    /** Completes "Watch service": somebody saw it come back. */
    public void seen(DelegateTask task) {
        var answers = new Answers(task);
        if (!answers.ticked("returned")) {
            throw new InvalidAnswer(
                    "returned", "Complete this task only when the fault has returned. All is well? Leave it open.");
        }
        watch.end(
                new IncidentCode(ProcessVariable.INCIDENT.from(task)),
                Watch.Ending.SEEN,
                answers.required("seen", 2000, "Say what you saw."),
                currentPerson.completes(task));
    }

    /** At the end of a watch: how it ended, for the record and for who called. */
    public void ended(DelegateExecution execution, boolean stayedSolved) {
        var code = new IncidentCode(ProcessVariable.INCIDENT.from(execution));
        var ending = stayedSolved ? quietEnding(code) : Watch.Ending.ALERT;
        watch.end(code, ending, "", IncidentRecord.DRAAIBOEK);
        STAYED_SOLVED.set(execution, stayedSolved);
    }

    private Watch.Ending quietEnding(IncidentCode code) {
        return alerting.firing(code) ? Watch.Ending.STILL_FIRING : Watch.Ending.QUIET;
    }
}
