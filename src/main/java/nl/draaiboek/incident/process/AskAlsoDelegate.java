package nl.draaiboek.incident.process;

import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.ProcessVariable;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/**
 * Offers the open tasks of this process to more groups. Input {@code groups}, separated by commas; {@code putBack},
 * when yes, takes them from who has them. Offering twice does no harm.
 */
@ForDiagrams("askAlso")
class AskAlsoDelegate implements JavaDelegate {

    private final LateTasks late;

    AskAlsoDelegate(LateTasks late) {
        this.late = late;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var groups = ProcessVariable.text("groups").from(execution);
        var putBack = ProcessVariable.text("putBack").find(execution).orElse("no");
        var tasks = execution.getProcessEngineServices().getTaskService();
        for (var task : tasks.createTaskQuery()
                .processInstanceId(execution.getProcessInstanceId())
                .list()) {
            if ("yes".equals(putBack)) {
                tasks.setAssignee(task.getId(), null);
            }
            LateTasks.notYetIn(tasks.getIdentityLinksForTask(task.getId()), groups)
                    .forEach(group -> tasks.addCandidateGroup(task.getId(), group));
            if ("yes".equals(putBack) || task.getAssignee() == null) {
                late.tell(execution, String.valueOf(task.getName()), groups);
            }
        }
    }
}
