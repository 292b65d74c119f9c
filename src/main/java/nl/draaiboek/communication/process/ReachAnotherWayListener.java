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

/** Keeps how those were reached whom an update had missed. */
@ForDiagrams("reachAnotherWay")
class ReachAnotherWayListener implements TaskListener {

    private static final int LONGEST = 2000;

    private final IncidentRecord record;
    private final CurrentPerson currentPerson;

    ReachAnotherWayListener(IncidentRecord record, CurrentPerson currentPerson) {
        this.record = record;
        this.currentPerson = currentPerson;
    }

    @Override
    public void notify(DelegateTask task) {
        var how = Answers.text(task, "how");
        if (how.isBlank() || how.length() > LONGEST) {
            throw new InvalidAnswer("how", "Say in 1 to " + LONGEST + " characters who was told, and how.");
        }
        record.append(
                new IncidentCode(ProcessVariable.INCIDENT.from(task)),
                "update.told-otherwise",
                Answers.who(task, currentPerson),
                Map.of("update", Answers.text(task, "update"), "how", how));
    }
}
