package nl.draaiboek.recovery.process;

import java.util.Date;
import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.ConfirmExpectedRecovery;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Incidents;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.jspecify.annotations.Nullable;

/**
 * When users may expect to work again: confirmed by the tech lead, kept true, and no longer told once it has passed.
 * As a service task: takes back a time that has passed.
 */
@ForDiagrams("expectedRecovery")
public class ExpectedRecoveryForDiagrams implements JavaDelegate {

    private static final ProcessVariable<Boolean> EXPECTED = ProcessVariable.yesNo("recoveryExpected");

    private final ConfirmExpectedRecovery confirmExpectedRecovery;
    private final Incidents incidents;
    private final CurrentPerson currentPerson;
    private final FormClock clock;

    ExpectedRecoveryForDiagrams(
            ConfirmExpectedRecovery confirmExpectedRecovery,
            Incidents incidents,
            CurrentPerson currentPerson,
            FormClock clock) {
        this.confirmExpectedRecovery = confirmExpectedRecovery;
        this.incidents = incidents;
        this.currentPerson = currentPerson;
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        confirmExpectedRecovery.withdrawWhenPassed(new IncidentCode(ProcessVariable.INCIDENT.from(execution)));
    }

    /** Who confirms: the tech lead, or who leads while nobody has that role. */
    public @Nullable String confirms(String incident) {
        var facts = incidents.get(new IncidentCode(incident));
        return facts.techLead() != null ? facts.techLead() : facts.lead();
    }

    /** When the time that is told passes; now, when none is told. */
    public Date passes(String incident) {
        var expected = incidents.get(new IncidentCode(incident)).expectedRecovery();
        return expected == null ? new Date(0) : Date.from(expected);
    }

    /** Completes "Confirm recovery time". */
    public void confirm(DelegateTask task) {
        confirm(task, "Pick a date and time. While it is not known, leave this task open.");
    }

    /** Completes "Keep recovery time true": another time, or none. */
    public void keep(DelegateTask task) {
        var change = new Answers(task).choice("change", "Say whether there is another time, or none.", "later", "none");
        if (change.equals("later")) {
            confirm(task, "Pick the new date and time.");
            return;
        }
        confirmExpectedRecovery
                .withdraw(new IncidentCode(ProcessVariable.INCIDENT.from(task)), currentPerson.completes(task))
                .ifPresent(refusal -> {
                    throw new InvalidAnswer("change", refusal.reason());
                });
        EXPECTED.set(task.getExecution(), false);
    }

    private void confirm(DelegateTask task, String whatIsMissing) {
        var expected = clock.read("expected", new Answers(task).required("expected", 40, whatIsMissing));
        confirmExpectedRecovery
                .confirm(new IncidentCode(ProcessVariable.INCIDENT.from(task)), expected, currentPerson.completes(task))
                .ifPresent(refusal -> {
                    throw new InvalidAnswer("expected", refusal.reason());
                });
        EXPECTED.set(task.getExecution(), true);
    }
}
