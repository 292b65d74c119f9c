package nl.draaiboek.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.camunda.bpm.engine.delegate.VariableScope;

/**
 * What somebody filled in, read with the checks that a form only makes in the browser. Every refusal is an
 * {@link InvalidAnswer}: the task stays open and the person reads why.
 */
public final class Answers {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final VariableScope scope;

    public Answers(VariableScope scope) {
        this.scope = scope;
    }

    /**
     * The text without surrounding space; empty when nothing was typed.
     *
     * @param longest in characters
     */
    public String text(String field, int longest) {
        var value = scope.getVariable(field);
        if (value == null) {
            return "";
        }
        if (!(value instanceof String typed)) {
            throw new InvalidAnswer(field, "A text was expected in '" + field + "'.");
        }
        if (typed.length() > longest) {
            throw new InvalidAnswer(
                    field, "This text has " + typed.length() + " characters; at most " + longest + " fit here.");
        }
        return typed.strip();
    }

    /**
     * The same, where something must be typed.
     *
     * @param whatIsMissing the sentence to show when it is not
     */
    public String required(String field, int longest, String whatIsMissing) {
        var text = text(field, longest);
        if (text.isEmpty()) {
            throw new InvalidAnswer(field, whatIsMissing);
        }
        return text;
    }

    /**
     * One of the choices that the form offers.
     *
     * @param whatIsMissing the sentence to show for anything else
     */
    public String choice(String field, String whatIsMissing, String... choices) {
        if (scope.getVariable(field) instanceof String chosen
                && Arrays.asList(choices).contains(chosen)) {
            return chosen;
        }
        throw new InvalidAnswer(field, whatIsMissing);
    }

    /** A whole number, zero where nothing was typed. */
    public int number(String field) {
        var value = scope.getVariable(field);
        if (value == null || "".equals(value)) {
            return 0;
        }
        if (value instanceof Number number
                && number.doubleValue() == Math.rint(number.doubleValue())
                && number.doubleValue() >= 0
                && number.doubleValue() <= Integer.MAX_VALUE) {
            return number.intValue();
        }
        throw new InvalidAnswer(field, "A whole number was expected, zero or more.");
    }

    /**
     * What was ticked in a list. A browser sends JSON, a test a list.
     *
     * @param most how many may be chosen
     * @param longest how long each may be, in characters
     */
    public List<String> list(String field, int most, int longest) {
        var value = scope.getVariable(field);
        if (value == null) {
            return List.of();
        }
        var chosen = value instanceof Collection<?> list
                ? list.stream().map(String::valueOf).toList()
                : parse(field, value.toString());
        if (chosen.size() > most || chosen.stream().anyMatch(item -> item.length() > longest)) {
            throw new InvalidAnswer(field, "At most " + most + " can be chosen here.");
        }
        return chosen;
    }

    private static List<String> parse(String field, String json) {
        try {
            return List.of(JSON.readValue(json, String[].class));
        } catch (JsonProcessingException e) {
            throw new InvalidAnswer(field, "A list was expected in '" + field + "'.");
        }
    }

    /** A box that was ticked. */
    public boolean ticked(String field) {
        return Boolean.TRUE.equals(scope.getVariable(field));
    }
}
