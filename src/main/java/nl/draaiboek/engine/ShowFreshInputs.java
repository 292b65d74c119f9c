package nl.draaiboek.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.Map;
import org.camunda.bpm.engine.impl.cmd.GetTaskFormVariablesCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.core.variable.mapping.InputParameter;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.impl.value.ObjectValueImpl;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows what is so now in a form that is opened, where a task waits while the facts go on. The engine evaluates the inputs of
 * a task once, when it is created; here they are evaluated again each time somebody opens it, for the eye alone: nothing is
 * stored. What somebody is typing lives in their browser and is never touched.
 */
final class ShowFreshInputs extends CommandInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(ShowFreshInputs.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public <T> T execute(Command<T> command) {
        var result = next.execute(command);
        if (command instanceof GetTaskFormVariablesCmd opened && result instanceof VariableMap shown) {
            freshen(opened.resourceId, opened.formVariableNames, shown);
        }
        return result;
    }

    private static void freshen(String id, @Nullable Collection<String> wanted, VariableMap shown) {
        var context = Context.getCommandContext();
        var task = context.getTaskManager().findTaskById(id);
        var execution = task == null ? null : task.getExecution();
        if (execution == null
                || execution.getActivity() == null
                || execution.getActivity().getIoMapping() == null) {
            return;
        }
        var inputs = execution.getActivity().getIoMapping().getInputParameters();
        var scope = hidesBean(inputs) && execution.getParent() != null ? execution.getParent() : execution;
        for (var input : inputs) {
            var name = input.getName();
            if (wanted == null || wanted.contains(name)) {
                try {
                    context.runWithoutAuthorization(() -> shown.putValueTyped(
                            name, typed(input.getValueProvider().getValue(scope), asWritten(shown, name))));
                } catch (RuntimeException e) {
                    LOG.warn("Input '{}' of task {} is shown as it was: {}", name, id, e.toString());
                }
            }
        }
    }

    /** An input that is called as a bean, {@code timeline}, takes its place once it is set: then they are read from outside the task. */
    private static boolean hidesBean(Collection<InputParameter> inputs) {
        var beans = Context.getProcessEngineConfiguration().getBeans();
        return inputs.stream().anyMatch(input -> beans.containsKey(input.getName()));
    }

    /** Whether values are asked for as they are written, which is how Tasklist reads them. */
    private static boolean asWritten(VariableMap shown, String name) {
        return shown.getValueTyped(name) instanceof SerializableValue before && !before.isDeserialized();
    }

    private static TypedValue typed(@Nullable Object value, boolean asWritten) {
        if (!(value instanceof Collection<?>) && !(value instanceof Map<?, ?>)) {
            return Variables.untypedValue(value);
        }
        try {
            return new ObjectValueImpl(
                    asWritten ? null : value,
                    JSON.writeValueAsString(value),
                    Variables.SerializationDataFormats.JSON.getName(),
                    value.getClass().getName(),
                    !asWritten);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What a form shows is plain values.", e);
        }
    }
}
