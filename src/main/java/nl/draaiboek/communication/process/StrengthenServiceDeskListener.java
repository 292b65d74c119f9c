package nl.draaiboek.communication.process;

import java.util.Map;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/** Keeps whether and how the service desk is strengthened. Sets {@code withColleagues}, {@code decidedBy} and {@code agreed}. */
@ForDiagrams("strengthenServiceDesk")
class StrengthenServiceDeskListener implements TaskListener {

    private static final int LONGEST = 2000;
    private static final String COLLEAGUES = "colleagues";
    private static final ProcessVariable<Boolean> WITH_COLLEAGUES = ProcessVariable.yesNo("withColleagues");
    private static final ProcessVariable<String> DECIDED_BY = ProcessVariable.text("decidedBy");
    private static final ProcessVariable<String> AGREED = ProcessVariable.text("agreed");

    private final IncidentRecord record;
    private final CurrentPerson currentPerson;

    StrengthenServiceDeskListener(IncidentRecord record, CurrentPerson currentPerson) {
        this.record = record;
        this.currentPerson = currentPerson;
    }

    @Override
    public void notify(DelegateTask task) {
        var how = Answers.text(task, "how");
        var decision = Answers.text(task, "decision");
        if (!java.util.Set.of("as it is", COLLEAGUES, "outside desk").contains(decision)) {
            throw new InvalidAnswer("decision", "Choose how the calls will be taken.");
        }
        if (how.length() > LONGEST) {
            throw new InvalidAnswer("how", "At most " + LONGEST + " characters.");
        }
        var by = Answers.who(task, currentPerson);
        WITH_COLLEAGUES.set(task.getExecution(), decision.equals(COLLEAGUES));
        DECIDED_BY.set(task.getExecution(), by);
        AGREED.set(task.getExecution(), how);
        record.append(
                new IncidentCode(ProcessVariable.INCIDENT.from(task)),
                "service-desk.decided",
                by,
                Map.of("decision", decision, "how", how));
    }
}
