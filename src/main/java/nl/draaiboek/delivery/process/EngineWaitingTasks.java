package nl.draaiboek.delivery.process;

import java.util.Objects;
import java.util.Optional;
import nl.draaiboek.delivery.WaitingTask;
import nl.draaiboek.delivery.WaitingTasks;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.springframework.stereotype.Component;

/** External tasks that nobody fetches, completed by us. */
@Component
class EngineWaitingTasks implements WaitingTasks {

    private static final String WORKER = "outbox";
    private static final long LOCK_MILLIS = 30_000;

    private final ExternalTaskService externalTasks;

    EngineWaitingTasks(ExternalTaskService externalTasks) {
        this.externalTasks = externalTasks;
    }

    @Override
    public boolean exists(WaitingTask task) {
        return find(task).isPresent();
    }

    @Override
    public boolean canMove(WaitingTask task) {
        return find(task)
                .filter(t -> !t.isSuspended())
                .filter(t -> t.getRetries() == null || t.getRetries() > 0)
                .isPresent();
    }

    @Override
    public void complete(WaitingTask task) {
        externalTasks.complete(locked(task), WORKER);
    }

    @Override
    public void channelUnavailable(WaitingTask task, String why) {
        externalTasks.handleBpmnError(locked(task), WORKER, "Error_ChannelUnavailable", why);
    }

    @Override
    public void stuck(WaitingTask task, Exception why) {
        var words = Objects.requireNonNullElse(why.getMessage(), why.toString());
        externalTasks.handleFailure(locked(task), WORKER, words.substring(0, Math.min(words.length(), 600)), 0, 0);
    }

    /** The engine wants a lock before it lets anybody complete; nobody else may lock these topics. */
    private String locked(WaitingTask task) {
        var id = find(task).orElseThrow().getId();
        externalTasks.lock(id, WORKER, LOCK_MILLIS);
        return id;
    }

    private Optional<ExternalTask> find(WaitingTask task) {
        return externalTasks
                .createExternalTaskQuery()
                .processInstanceId(task.processInstance())
                .activityId(task.activity())
                .list()
                .stream()
                .filter(t -> t.getActivityInstanceId().equals(task.activityInstance()))
                .findFirst();
    }
}
