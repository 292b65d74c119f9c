package nl.draaiboek.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Judges what stands between <code>${</code> and <code>}</code>. */
final class Expressions {

    private static final Pattern EXPRESSION = Pattern.compile("[#$]\\{([^}]*)}");
    private static final Pattern STRING = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern BRACKETS = Pattern.compile("\\[\\s*(['\"])(\\w+)\\1\\s*]");
    private static final Pattern CALL = Pattern.compile("(?<![\\w.])([A-Za-z_]\\w*)\\s*\\.\\s*(\\w+)\\s*\\(");

    /** What leads from a value to the machinery under it. */
    private static final Pattern MACHINERY = Pattern.compile("\\b(class|getClass|classLoader|getClassLoader|forName|"
            + "processEngine|getProcessEngine|processEngineServices|getProcessEngineServices|engineServices|"
            + "processEngineConfiguration|bpmnModelInstance|getBpmnModelInstance)\\b");

    /** What the engine itself offers in an expression. */
    private static final Set<String> OFFERED = Set.of("execution", "task", "externalTask", "decisionResult");

    private final Map<String, DiagramBean> beans;

    Expressions(Map<String, DiagramBean> beans) {
        this.beans = beans;
    }

    /**
     * What is wrong with the expressions in this text.
     *
     * @param variables names that the diagram sets
     */
    List<String> faults(String text, Set<String> variables) {
        var faults = new ArrayList<String>();
        var expressions = EXPRESSION.matcher(text);
        while (expressions.find()) {
            var code = STRING.matcher(expressions.group(1)).replaceAll("''");
            // What stands as text in square brackets is a name as well.
            var machinery = MACHINERY.matcher(
                    STRING.matcher(BRACKETS.matcher(expressions.group(1)).replaceAll(".$2"))
                            .replaceAll("''"));
            if (machinery.find()) {
                faults.add("'" + machinery.group() + "' may not stand in an expression");
            }
            var calls = CALL.matcher(code);
            while (calls.find()) {
                fault(calls.group(1), calls.group(2), arguments(code, calls.end()), variables)
                        .ifPresent(faults::add);
            }
        }
        return faults;
    }

    /** What is wrong with the only thing that may stand in a delegate expression: a bean. */
    Optional<String> delegateFault(String text) {
        var name = text.strip().replaceAll("^[#$]\\{\\s*(\\w+)\\s*}$", "$1");
        return beans.containsKey(name)
                ? Optional.empty()
                : Optional.of("nothing is named '" + name + "'" + nearest(name));
    }

    private Optional<String> fault(String name, String method, int arguments, Set<String> variables) {
        var bean = beans.get(name);
        if (bean != null) {
            return bean.answers(method, arguments)
                    ? Optional.empty()
                    : Optional.of("'" + name + "' has no '" + method + "' with " + arguments + " value"
                            + (arguments == 1 ? "" : "s") + " in brackets");
        }
        return OFFERED.contains(name) || variables.contains(name)
                ? Optional.empty()
                : Optional.of("nothing is named '" + name + "'" + nearest(name));
    }

    private String nearest(String name) {
        return beans.keySet().stream()
                .filter(known -> known.equalsIgnoreCase(name)
                        || known.contains(name)
                        || name.length() > 4 && known.regionMatches(true, 0, name, 0, 4))
                .findFirst()
                .map(known -> "; is '" + known + "' meant?")
                .orElse("");
    }

    /** How many arguments stand in the brackets that open just before this place. */
    private static int arguments(String code, int start) {
        var depth = 1;
        var commas = 0;
        var something = false;
        for (var i = start; i < code.length() && depth > 0; i++) {
            var c = code.charAt(i);
            if (c == '(' || c == '[') {
                depth++;
            } else if (c == ')' || c == ']') {
                depth--;
            } else if (c == ',' && depth == 1) {
                commas++;
            }
            something |= depth > 0 && !Character.isWhitespace(c);
        }
        return something ? commas + 1 : 0;
    }
}
