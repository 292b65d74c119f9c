package nl.draaiboek.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.cmd.GetTaskFormVariablesCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.core.variable.mapping.InputParameter;
import org.camunda.bpm.engine.impl.el.ElValueProvider;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.impl.value.ObjectValueImpl;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * Shows what is so now in a form that is opened, where a task waits while the facts go on. The engine evaluates the inputs of
 * a task once, when it is created; the facts of the incident, and what the task names in its extension property {@code fresh},
 * separated by commas, are evaluated again each time somebody opens it. Only what is shown can be fresh: what somebody typed is never touched.
 */
final class ShowFreshInputs extends CommandInterceptor {

    private static final String FACTS = "${incidents.view(incident)}";
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
        var fresh = fresh(execution);
        // Asked for as text, as Tasklist does, the engine's own values hold no object; those are what stands there now.
        var asObjects = shown.keySet().stream()
                .map(shown::<TypedValue>getValueTyped)
                .noneMatch(value -> value instanceof SerializableValue object && !object.isDeserialized());
        for (var input : execution.getActivity().getIoMapping().getInputParameters()) {
            var name = input.getName();
            if ((fresh.contains(name) || facts(input)) && (wanted == null || wanted.contains(name))) {
                context.runWithoutAuthorization(() -> {
                    shown.putValueTyped(name, typed(input.getValueProvider().getValue(execution), asObjects));
                    return null;
                });
            }
        }
    }

    /** The facts of the incident itself are never shown as they were. */
    private static boolean facts(InputParameter input) {
        return input.getValueProvider() instanceof ElValueProvider expression
                && FACTS.equals(expression.getExpression().getExpressionText());
    }

    private static Set<String> fresh(ExecutionEntity execution) {
        var element = execution.getBpmnModelElementInstance();
        return element == null ? Set.of() : Grants.named(element, "fresh");
    }

    /** @param asObject as a program reads it; a form in Tasklist reads the text of it, as of every other variable */
    private static TypedValue typed(@Nullable Object value, boolean asObject) {
        if (!(value instanceof Collection<?>) && !(value instanceof Map<?, ?>)) {
            return Variables.untypedValue(value);
        }
        try {
            return new ObjectValueImpl(
                    value,
                    JSON.writeValueAsString(value),
                    Variables.SerializationDataFormats.JSON.getName(),
                    value.getClass().getName(),
                    asObject);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What a form shows is plain values.", e);
        }
    }
}
