package nl.draaiboek.incident.process;

import java.util.Set;
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

    /** Whose tasks are those of whoever leads; managers are asked too where one of them is late. */
    private static final Set<String> LEADS = Set.of("incidentManagers", "managers");

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
                                .allMatch(group -> group == null || LEADS.contains(group)))
                        .forEach(task -> tasks.setAssignee(task.getId(), event.now())));
    }
}
