package nl.draaiboek.engine;

import java.util.Optional;
import org.camunda.bpm.engine.delegate.VariableScope;

/**
 * A process variable with its name and type in one place. Variables hold ids and what a gateway decides on; facts stay in
 * the tables of their room.
 *
 * @param name as diagrams write it
 * @param type a type that the engine stores as it is: String, Boolean, Integer, Long, Double or Date
 */
public record ProcessVariable<T>(String name, Class<T> type) {

    /** The code of the incident; also the business key of everything that runs for it. */
    public static final ProcessVariable<String> INCIDENT = text("incident");

    public static ProcessVariable<String> text(String name) {
        return new ProcessVariable<>(name, String.class);
    }

    public static ProcessVariable<Boolean> yesNo(String name) {
        return new ProcessVariable<>(name, Boolean.class);
    }

    public static ProcessVariable<Integer> number(String name) {
        return new ProcessVariable<>(name, Integer.class);
    }

    /**
     * The value, which the diagram promises to be there.
     *
     * @throws IllegalStateException when it is missing or of another type; the message names the variable
     */
    public T from(VariableScope scope) {
        return find(scope)
                .orElseThrow(() -> new IllegalStateException("Process variable '" + name + "' (" + type.getSimpleName()
                        + ") is missing in " + scope.getVariableScopeKey()
                        + ". The diagram must set it or pass it to the called process."));
    }

    /** The value, or nothing when it was never set or is null. */
    public Optional<T> find(VariableScope scope) {
        var value = scope.getVariable(name);
        if (value == null) {
            return Optional.empty();
        }
        if (type == Integer.class && value instanceof Number number) {
            return Optional.of(type.cast(number.intValue()));
        }
        if (!type.isInstance(value)) {
            throw new IllegalStateException("Process variable '" + name + "' should be " + type.getSimpleName()
                    + " but is " + value.getClass().getSimpleName() + ".");
        }
        return Optional.of(type.cast(value));
    }

    public void set(VariableScope scope, T value) {
        scope.setVariable(name, value);
    }
}
