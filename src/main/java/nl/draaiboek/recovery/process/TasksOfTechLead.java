package nl.draaiboek.recovery.process;

import java.util.List;
import nl.draaiboek.engine.AsDraaiboek;
import nl.draaiboek.incident.TechLeadNamed;
import org.camunda.bpm.engine.TaskService;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Gives the open tasks that are the tech lead's to who has that role now. */
@Component
class TasksOfTechLead {

    private static final List<String> THEIRS =
            List.of("UserTask_ConfirmExpectedRecovery", "UserTask_KeepExpectedRecovery");

    private final TaskService tasks;
    private final AsDraaiboek asDraaiboek;

    TasksOfTechLead(@Lazy TaskService tasks, AsDraaiboek asDraaiboek) {
        this.tasks = tasks;
        this.asDraaiboek = asDraaiboek;
    }

    @EventListener
    void named(TechLeadNamed event) {
        asDraaiboek.run(() -> tasks.createTaskQuery()
                .processInstanceBusinessKey(event.code().value())
                .taskDefinitionKeyIn(THEIRS.toArray(String[]::new))
                .list()
                .forEach(task -> tasks.setAssignee(task.getId(), event.person())));
    }
}
