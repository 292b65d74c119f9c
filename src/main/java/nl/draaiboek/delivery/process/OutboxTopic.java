package nl.draaiboek.delivery.process;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import nl.draaiboek.delivery.Composer;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.delivery.NewDispatch;
import nl.draaiboek.delivery.WaitingTask;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.engine.WaitingServiceTask;
import nl.draaiboek.incident.IncidentCode;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A token at a service task that sends opens a dispatch; its topic is the channel. */
@Component
class OutboxTopic implements WaitingServiceTask {

    private static final ProcessVariable<String> MESSAGE = ProcessVariable.text("message");
    private static final ProcessVariable<String> AUDIENCE = ProcessVariable.text("audience");

    private final Dispatches dispatches;

    OutboxTopic(Dispatches dispatches) {
        this.dispatches = dispatches;
    }

    @Override
    public void entered(DelegateExecution execution, String topic) {
        var task = new WaitingTask(
                execution.getActivityInstanceId(), execution.getProcessInstanceId(), execution.getCurrentActivityId());
        var request = new Composer.Request(
                new IncidentCode(ProcessVariable.INCIDENT.from(execution)),
                topic,
                AUDIENCE.find(execution).orElse(""),
                inputs(execution));
        dispatches.open(new NewDispatch(task, MESSAGE.from(execution), request, givesUpAfter(execution)));
    }

    @Override
    public void left(DelegateExecution execution, String topic) {
        dispatches.left(execution.getActivityInstanceId(), execution.isCanceled());
    }

    private static Map<String, String> inputs(DelegateExecution execution) {
        var inputs = new TreeMap<String, String>();
        execution.getVariablesLocal().forEach((name, value) -> {
            if (value != null) {
                inputs.put(name, value.toString());
            }
        });
        return inputs;
    }

    private static @Nullable Duration givesUpAfter(DelegateExecution execution) {
        var value = execution.getVariableLocal("givesUpAfter");
        try {
            return value == null ? null : Duration.parse(value.toString());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "The input 'givesUpAfter' of '" + execution.getCurrentActivityId() + "' is '" + value
                            + "'; expected a duration such as PT5M.",
                    e);
        }
    }
}
