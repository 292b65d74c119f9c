package nl.draaiboek.incident.process;

import java.util.Map;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/**
 * Offers the open tasks of this process to more groups. Input {@code groups}, separated by commas. Offering twice
 * does no harm.
 */
@ForDiagrams("askAlso")
class AskAlsoDelegate implements JavaDelegate {

    private final IncidentRecord record;

    AskAlsoDelegate(IncidentRecord record) {
        this.record = record;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var groups = ProcessVariable.text("groups").from(execution);
        var tasks = execution.getProcessEngineServices().getTaskService();
        for (var task : tasks.createTaskQuery()
                .processInstanceId(execution.getProcessInstanceId())
                .list()) {
            for (var group : groups.split(",")) {
                tasks.addCandidateGroup(task.getId(), group.strip());
            }
            record.append(
                    new IncidentCode(ProcessVariable.INCIDENT.from(execution)),
                    "task.asked-wider",
                    IncidentRecord.DRAAIBOEK,
                    Map.of("task", String.valueOf(task.getName()), "groups", groups));
        }
    }
}
