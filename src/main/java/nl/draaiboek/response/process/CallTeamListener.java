package nl.draaiboek.response.process;

import java.util.Map;
import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/** Keeps whom somebody reached by phone because mail was out. */
@ForDiagrams("callTeam")
class CallTeamListener implements TaskListener {

    private final IncidentRecord record;
    private final CurrentPerson currentPerson;

    CallTeamListener(IncidentRecord record, CurrentPerson currentPerson) {
        this.record = record;
        this.currentPerson = currentPerson;
    }

    @Override
    public void notify(DelegateTask task) {
        var reached = new Answers(task).required("reached", 1000, "Say who you reached.");
        record.append(
                new IncidentCode(ProcessVariable.INCIDENT.from(task)),
                "people.called",
                currentPerson.id().orElse(String.valueOf(task.getAssignee())),
                Map.of("task", String.valueOf(task.getName()), "reached", reached));
    }
}
