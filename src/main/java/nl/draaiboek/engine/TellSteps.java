package nl.draaiboek.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableImpl;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableRuleImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.history.event.HistoricActivityInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricDecisionEvaluationEvent;
import org.camunda.bpm.engine.impl.history.event.HistoricDecisionInstanceEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricIdentityLinkLogEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricIncidentEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricProcessInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricTaskInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Tells the steps that people want to read afterwards: tasks, phases, decisions with the rule that fired, and what
 * went another way than straight on. Not listed are service tasks: what they do is told by who does it.
 */
final class TellSteps implements HistoryEventHandler {

    private final ApplicationEventPublisher events;

    TellSteps(ApplicationEventPublisher events) {
        this.events = events;
    }

    @Override
    public void handleEvents(List<HistoryEvent> list) {
        list.forEach(this::handleEvent);
    }

    @Override
    public void handleEvent(HistoryEvent event) {
        if (event instanceof HistoricTaskInstanceEventEntity task) {
            task(task);
        } else if (event instanceof HistoricIdentityLinkLogEventEntity link) {
            assigned(link);
        } else if (event instanceof HistoricProcessInstanceEventEntity process) {
            process(process);
        } else if (event instanceof HistoricActivityInstanceEventEntity activity) {
            otherWay(activity);
        } else if (event instanceof HistoricDecisionEvaluationEvent evaluation) {
            decided(evaluation);
        } else if (event instanceof HistoricIncidentEventEntity) {
            events.publishEvent(new FailedStepsChanged());
        }
    }

    private void task(HistoricTaskInstanceEventEntity task) {
        var kind = task.isEventOfType(HistoryEventTypes.TASK_INSTANCE_CREATE)
                ? "task.created"
                : task.isEventOfType(HistoryEventTypes.TASK_INSTANCE_COMPLETE)
                        ? completed(task) ? "task.completed" : "task.withdrawn"
                        : null;
        if (kind != null) {
            tell(task.getProcessInstanceId(), kind, "task", task.getName(), Map.of());
        }
    }

    /** A task that a timer or a message took away ends with another reason. */
    private static boolean completed(HistoricTaskInstanceEventEntity task) {
        return "completed".equals(task.getDeleteReason());
    }

    private void assigned(HistoricIdentityLinkLogEventEntity link) {
        if (!IdentityLinkType.ASSIGNEE.equals(link.getType()) || link.getTaskId() == null) {
            return;
        }
        var task = Context.getCommandContext().getTaskManager().findTaskById(link.getTaskId());
        if (task == null) {
            return;
        }
        if (link.isEventOfType(HistoryEventTypes.IDENTITY_LINK_DELETE)) {
            putBack(task, link.getUserId());
        } else if (link.isEventOfType(HistoryEventTypes.IDENTITY_LINK_ADD)) {
            tell(
                    task.getProcessInstanceId(),
                    "task.assigned",
                    "task",
                    task.getName(),
                    Map.of("assignee", link.getUserId()));
        }
    }

    /** By a person; what the program takes back it says in its own words. */
    private void putBack(TaskEntity task, String had) {
        var actor = Context.getCommandContext().getAuthenticatedUserId();
        if (actor != null && task.getAssignee() == null && !task.isDeleted()) {
            tell(
                    task.getProcessInstanceId(),
                    "task.put-back",
                    "task",
                    task.getName(),
                    had.equals(actor) ? Map.of() : Map.of("assignee", had));
        }
    }

    private void process(HistoricProcessInstanceEventEntity process) {
        var kind = process.isEventOfType(HistoryEventTypes.PROCESS_INSTANCE_START)
                ? "step.started"
                : process.isEventOfType(HistoryEventTypes.PROCESS_INSTANCE_END) ? "step.ended" : null;
        if (kind != null && process.getBusinessKey() != null) {
            var name = process.getProcessDefinitionName();
            publish(
                    process.getBusinessKey(),
                    kind,
                    details("step", name == null ? process.getProcessDefinitionKey() : name, Map.of()));
        }
    }

    /** Timers, errors and escalations that fired, by the words at their event. */
    private void otherWay(HistoricActivityInstanceEventEntity activity) {
        var type = activity.getActivityType();
        if (type != null
                && activity.isEventOfType(HistoryEventTypes.ACTIVITY_INSTANCE_END)
                && (type.startsWith("boundary")
                        || type.equals("intermediateTimer")
                        || type.equals("errorEndEvent")
                        || type.equals("escalationEndEvent")
                        || type.equals("intermediateEscalationThrowEvent")
                        || type.equals("timerStartEvent"))) {
            tell(
                    activity.getProcessInstanceId(),
                    "event.happened",
                    "event",
                    activity.getActivityName(),
                    step(activity.getProcessInstanceId()));
        }
    }

    private void decided(HistoricDecisionEvaluationEvent evaluation) {
        var decision = evaluation.getRootHistoricDecisionInstance();
        if (decision.getProcessInstanceId() == null || decision.getActivityId() == null) {
            return;
        }
        var outcome = new LinkedHashMap<String, Object>();
        decision.getOutputs().forEach(output -> {
            outcome.put(
                    output.getVariableName() == null ? output.getClauseName() : output.getVariableName(),
                    String.valueOf(output.getValue()));
        });
        outcome.putIfAbsent("rule", positions(decision));
        var name = decision.getDecisionDefinitionName();
        tell(
                decision.getProcessInstanceId(),
                "decision.made",
                "table",
                name == null ? decision.getDecisionDefinitionKey() : name,
                outcome);
    }

    /** Which rows of the table fired, counted from one as Modeler does, for a table that does not name its rules itself. */
    private static String positions(HistoricDecisionInstanceEntity decision) {
        var definition = Context.getProcessEngineConfiguration()
                .getDeploymentCache()
                .findDeployedDecisionDefinitionById(decision.getDecisionDefinitionId());
        if (!(definition.getDecisionLogic() instanceof DmnDecisionTableImpl table)) {
            return "";
        }
        var rows =
                table.getRules().stream().map(DmnDecisionTableRuleImpl::getId).toList();
        return decision.getOutputs().stream()
                .map(output -> rows.indexOf(output.getRuleId()) + 1)
                .filter(row -> row > 0)
                .distinct()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
    }

    private void tell(
            @Nullable String process, String kind, String what, @Nullable String name, Map<String, Object> more) {
        if (process != null && name != null) {
            key(process).ifPresent(key -> publish(key, kind, details(what, name, more)));
        }
    }

    private void publish(String key, String kind, Map<String, Object> details) {
        events.publishEvent(
                new StepHappened(key, kind, Context.getCommandContext().getAuthenticatedUserId(), details));
    }

    private static Map<String, Object> details(String what, String name, Map<String, Object> more) {
        var details = new LinkedHashMap<String, Object>(more);
        details.put(what, name.replaceAll("\\s+", " "));
        return details;
    }

    /** Words at an event are short: which process they stand in says the rest. */
    private static Map<String, Object> step(@Nullable String process) {
        var instance = process == null
                ? null
                : Context.getCommandContext().getExecutionManager().findExecutionById(process);
        var name = instance == null ? null : instance.getProcessDefinition().getName();
        return name == null ? Map.of() : Map.of("step", name);
    }

    private static Optional<String> key(String process) {
        var instance = Context.getCommandContext().getExecutionManager().findExecutionById(process);
        return Optional.ofNullable(instance == null ? null : instance.getBusinessKey());
    }
}
