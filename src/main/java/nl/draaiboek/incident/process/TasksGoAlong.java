package nl.draaiboek.incident.process;

import nl.draaiboek.engine.AsDraaiboek;
import nl.draaiboek.incident.LeadChanged;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Gives the open tasks of the lead to who leads now. A task that is also offered to groups was picked up by the person,
 * not by the role, and stays.
 */
@Component
class TasksGoAlong {

    private static final String LEADS = "incidentManagers";

    private final TaskService tasks;
    private final AsDraaiboek asDraaiboek;

    TasksGoAlong(TaskService tasks, AsDraaiboek asDraaiboek) {
        this.tasks = tasks;
        this.asDraaiboek = asDraaiboek;
    }

    @EventListener
    void leadChanged(LeadChanged event) {
        var before = event.before();
        if (before == null) {
            return;
        }
        asDraaiboek.run(() ->
                tasks
                        .createTaskQuery()
                        .processInstanceBusinessKey(event.code().value())
                        .taskAssignee(before)
                        .list()
                        .stream()
                        .filter(task -> tasks.getIdentityLinksForTask(task.getId()).stream()
                                .map(IdentityLink::getGroupId)
                                .allMatch(group -> group == null || group.equals(LEADS)))
                        .forEach(task -> tasks.setAssignee(task.getId(), event.now())));
    }
}
