package nl.draaiboek.engine;

import java.util.Arrays;
import org.camunda.bpm.engine.delegate.VariableScope;

/**
 * What somebody filled in, read with the checks that a form only makes in the browser. Every refusal is an
 * {@link InvalidAnswer}: the task stays open and the person reads why.
 */
public final class Answers {

    private final VariableScope scope;

    public Answers(VariableScope scope) {
        this.scope = scope;
    }

    /** The text without surrounding space; empty when nothing was typed. @param longest in characters */
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

    /** The same, where something must be typed. @param whatIsMissing the sentence to show when it is not */
    public String required(String field, int longest, String whatIsMissing) {
        var text = text(field, longest);
        if (text.isEmpty()) {
            throw new InvalidAnswer(field, whatIsMissing);
        }
        return text;
    }

    /** One of the choices that the form offers. @param whatIsMissing the sentence to show for anything else */
    public String choice(String field, String whatIsMissing, String... choices) {
        if (scope.getVariable(field) instanceof String chosen
                && Arrays.asList(choices).contains(chosen)) {
            return chosen;
        }
        throw new InvalidAnswer(field, whatIsMissing);
    }

    /** A box that was ticked. */
    public boolean ticked(String field) {
        return Boolean.TRUE.equals(scope.getVariable(field));
    }
}
