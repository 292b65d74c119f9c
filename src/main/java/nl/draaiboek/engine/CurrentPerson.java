package nl.draaiboek.engine;

import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** Who is acting in the engine on this thread: the person who completes a task or starts a process. */
@Component
public class CurrentPerson {

    private final IdentityService identity;

    CurrentPerson(IdentityService identity) {
        this.identity = identity;
    }

    /** The user id; nothing when a timer, an alert or the program itself acts. */
    public Optional<String> id() {
        var person = identity.getCurrentAuthentication();
        return Optional.ofNullable(person == null ? null : person.getUserId());
    }

    /** Who completes the task: the person logged in, or its assignee where a test or a script acts for them. */
    public String completes(DelegateTask task) {
        return id().orElseGet(() -> Objects.requireNonNull(
                task.getAssignee(), () -> "Task " + task.getId() + " is completed by nobody: log in or assign it."));
    }
}
