package nl.draaiboek.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.impl.cmd.AddCommentCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.task.Comment;
import org.springframework.context.ApplicationEventPublisher;

/** Tells of a comment that somebody writes at a task in Tasklist: it is a note in the record, not only at that task. */
final class TellComments extends CommandInterceptor {

    private final ApplicationEventPublisher events;

    TellComments(ApplicationEventPublisher events) {
        this.events = events;
    }

    @Override
    public <T> T execute(Command<T> command) {
        var result = next.execute(command);
        if (command instanceof AddCommentCmd && result instanceof Comment comment) {
            tell(comment);
        }
        return result;
    }

    private void tell(Comment comment) {
        var context = Context.getCommandContext();
        var task = Optional.ofNullable(comment.getTaskId()).map(context.getTaskManager()::findTaskById);
        Optional.ofNullable(comment.getProcessInstanceId())
                .or(() -> task.map(found -> found.getProcessInstanceId()))
                .map(context.getExecutionManager()::findExecutionById)
                .map(execution -> execution.getProcessBusinessKey())
                .ifPresent(key -> events.publishEvent(new StepHappened(
                        key,
                        "note.written",
                        context.getAuthenticatedUserId(),
                        details(
                                comment.getFullMessage(),
                                task.map(found -> found.getName()).orElse("")))));
    }

    private static Map<String, Object> details(String text, String task) {
        var details = new LinkedHashMap<String, Object>();
        details.put("text", text);
        details.put("task", task);
        return details;
    }
}
