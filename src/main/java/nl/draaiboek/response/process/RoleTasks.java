package nl.draaiboek.response.process;

import java.util.Objects;
import java.util.Optional;
import nl.draaiboek.engine.AsDraaiboek;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.people.People;
import nl.draaiboek.response.RoleGiven;
import nl.draaiboek.response.RoleHolders;
import nl.draaiboek.response.Roles;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Gives the tasks of a role, as {@code roles.dmn} lists them, to who has it. Of those that are open when it changes hands:
 * what nobody had taken up, and what who had the role until now, or the lead in their place, had; what somebody else is doing
 * stays with them. Of those that come later: what is asked of nobody by name. What nobody said "I have it" to is its groups'.
 */
@Component
class RoleTasks {

    private final TaskService tasks;
    private final Roles roles;
    private final RoleHolders holders;
    private final People people;
    private final TellForDiagrams tell;
    private final Incidents incidents;
    private final AsDraaiboek asDraaiboek;

    RoleTasks(
            @Lazy TaskService tasks,
            @Lazy Roles roles,
            @Lazy RoleHolders holders,
            @Lazy People people,
            @Lazy TellForDiagrams tell,
            @Lazy Incidents incidents,
            @Lazy AsDraaiboek asDraaiboek) {
        this.tasks = tasks;
        this.roles = roles;
        this.holders = holders;
        this.people = people;
        this.tell = tell;
        this.incidents = incidents;
        this.asDraaiboek = asDraaiboek;
    }

    /** After the listeners of the diagram; they may ask somebody by name. Whoever has the role can put it back to its groups. */
    @EventListener
    void made(DelegateTask task) {
        if (!TaskListener.EVENTNAME_CREATE.equals(task.getEventName()) || task.getAssignee() != null) {
            return;
        }
        incident(task)
                .flatMap(code -> holder(code, task.getTaskDefinitionKey()))
                .ifPresent(holder -> {
                    task.setAssignee(holder);
                    tell.assignee(task, "");
                });
    }

    private Optional<IncidentCode> incident(DelegateTask task) {
        return Optional.ofNullable(task.getExecution().getProcessBusinessKey())
                .filter(key -> IncidentCode.PATTERN.matcher(key).matches())
                .map(IncidentCode::new)
                .filter(code -> incidents
                        .find(code)
                        .filter(incident -> incident.state().running())
                        .isPresent());
    }

    private Optional<String> holder(IncidentCode code, String task) {
        return holders.given(code).stream()
                .filter(held -> !held.ofLead())
                .filter(held -> roles.find(held.role())
                        .filter(role -> role.tasks().contains(task))
                        .isPresent())
                .map(RoleHolders.Held::person)
                .filter(person -> people.find(person).isPresent())
                .findFirst();
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
