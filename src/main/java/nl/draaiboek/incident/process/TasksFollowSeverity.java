package nl.draaiboek.incident.process;

import nl.draaiboek.engine.AsDraaiboek;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.incident.SeverityChanged;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Moves the open tasks that stand where they stand for the severity up or down in Tasklist as soon as it changes. A
 * task with a priority of its own, such as people's safety, keeps it.
 */
@Component
class TasksFollowSeverity {

    private final TaskService tasks;
    private final AsDraaiboek asDraaiboek;

    TasksFollowSeverity(TaskService tasks, AsDraaiboek asDraaiboek) {
        this.tasks = tasks;
        this.asDraaiboek = asDraaiboek;
    }

    /** What a task counts for: the worse the severity, the higher. */
    static int priority(Severity severity) {
        return 80 - 10 * severity.number();
    }

    /** Those that count for the severity, and those that a diagram puts a little before them, such as {@code + 5}. */
    private void follow(Task task, SeverityChanged event) {
        var before = task.getPriority() - priority(event.before());
        if (before >= 0 && before < 10) {
            tasks.setPriority(task.getId(), priority(event.now()) + before);
        }
    }

    @EventListener
    void severityChanged(SeverityChanged event) {
        if (event.before() == event.now()) {
            return;
        }
        asDraaiboek.run(() -> tasks.createTaskQuery()
                .processInstanceBusinessKey(event.code().value())
                .list()
                .forEach(task -> follow(task, event)));
    }
}
