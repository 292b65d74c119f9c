package nl.draaiboek.response.process;

import java.util.Objects;
import nl.draaiboek.engine.AsDraaiboek;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.response.RoleGiven;
import nl.draaiboek.response.Roles;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Gives the open tasks of a role, as {@code roles.dmn} lists them, to who has it now: what nobody had taken up, and what
 * who had the role until now, or the lead in their place, had. What somebody else is doing stays with them.
 */
@Component
class RoleTasks {

    private final TaskService tasks;
    private final Roles roles;
    private final Incidents incidents;
    private final AsDraaiboek asDraaiboek;

    RoleTasks(@Lazy TaskService tasks, Roles roles, Incidents incidents, AsDraaiboek asDraaiboek) {
        this.tasks = tasks;
        this.roles = roles;
        this.incidents = incidents;
        this.asDraaiboek = asDraaiboek;
    }

    @EventListener
    void given(RoleGiven event) {
        var theirs = roles.find(event.role())
                .map(role -> role.tasks().toArray(String[]::new))
                .orElse(new String[0]);
        if (theirs.length == 0) {
            return;
        }
        var lead = incidents.get(event.code()).lead();
        asDraaiboek.run(
                () -> tasks
                        .createTaskQuery()
                        .processInstanceBusinessKey(event.code().value())
                        .taskDefinitionKeyIn(theirs)
                        .list()
                        .stream()
                        .filter(task -> nobodyElseHas(task, event, String.valueOf(lead)))
                        .forEach(task -> tasks.setAssignee(task.getId(), event.now())));
    }

    private static boolean nobodyElseHas(Task task, RoleGiven event, String lead) {
        var has = task.getAssignee();
        return has == null || Objects.equals(has, event.before()) || has.equals(lead);
    }
}
