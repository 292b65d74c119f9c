package nl.draaiboek.engine;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.util.function.SingletonSupplier;
import org.w3c.dom.Element;

/**
 * A table that the program asks by name answers everything it is asked, in one row and with all its columns. What is missing would
 * be found out by the step that needs it, in the middle of the night. What is asked is what the delivered table answers.
 */
final class TableRules {

    /** Columns that came later than the tables of some owners, and without which the program knows what to do. */
    private static final Set<String> OPTIONAL = Set.of(
            "acceptRoleWithin",
            "announcePossibleAfter",
            "announceUnledAfter",
            "closingWordsWithin",
            "gatherRespondersFor",
            "nextWayAfter",
            "phoneTreeAgainAfter",
            "phoneTreeAskAfter",
            "phoneTreeCallWithin",
            "phoneTreeTellEvery",
            "rollCallFindWithin",
            "rollCallHelpAgainAfter",
            "rollCallHelpWithin",
            "rollCallPassOnAfter",
            "rollCallRemindAfter",
            "roundAgainAfter");

    /** Rows that came later than the tables of some owners, likewise. */
    private static final Set<Map.Entry<String, Object>> OPTIONAL_ROWS = Set.of(Map.entry("purpose", "unled"));

    private static final Set<String> ONE_ROW = Set.of("", "UNIQUE", "FIRST", "ANY");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
    private static final Pattern LITERAL = Pattern.compile("\"([^\"]*)\"|\\b(\\d+)\\b|\\b(true|false)\\b");
    private static final int SAID = 3;
    private static final int MOST_QUESTIONS = 1_000;

    private static final Supplier<Map<String, Table>> DELIVERED = SingletonSupplier.of(TableRules::delivered);
    private static final Supplier<DmnEngine> ENGINE = SingletonSupplier.of(
            () -> DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine());

    private final PlanFile file;

    TableRules(PlanFile file) {
        this.file = file;
    }

    List<Refusal> refusals() {
        var refusals = new ArrayList<Refusal>();
        var delivered = Objects.requireNonNull(DELIVERED.get());
        for (var table : tables(file)) {
            var asked = delivered.get(table.key());
            if (asked != null) {
                refusals.addAll(columns(table, asked));
                if (refusals.isEmpty()) {
                    refusals.addAll(rows(table, asked));
                }
            }
        }
        return refusals;
    }

    private List<Refusal> columns(Table table, Table asked) {
        var refusals = new ArrayList<Refusal>();
        if (!ONE_ROW.contains(table.hitPolicy())) {
            refusals.add(new Refusal(
                    file.name(),
                    DiagramRules.named("", table.key()),
                    "gives several rows at once; choose the hit policy Unique or First"));
        }
        for (var input : table.inputs().keySet()) {
            if (NAME.matcher(input).matches() && !asked.inputs().containsKey(input)) {
                refusals.add(new Refusal(
                        file.name(),
                        "the input '" + input + "'",
                        "is not known when the table is asked; known are "
                                + String.join(", ", asked.inputs().keySet())));
            }
        }
        asked.outputs().forEach((name, example) -> {
            if (!table.outputs().containsKey(name) && !OPTIONAL.contains(name)) {
                refusals.add(new Refusal(
                        file.name(),
                        "the column '" + name + "'",
                        "is missing; add an output with this name to " + table.key() + ", which holds a value such as "
                                + example));
            }
        });
        return refusals;
    }

    /** Each question that the delivered table has an answer to. */
    private List<Refusal> rows(Table table, Table asked) {
        var refusals = new ArrayList<Refusal>();
        var engine = Objects.requireNonNull(ENGINE.get());
        var own = engine.parseDecision(table.key(), new ByteArrayInputStream(file.content()));
        var first = engine.parseDecision(
                table.key(), new ByteArrayInputStream(asked.file().content()));
        for (var question : questions(asked)) {
            var variables = Variables.fromMap(question);
            var answers =
                    engine.evaluateDecisionTable(own, variables).getResultList().size();
            if (answers != 1
                    && engine.evaluateDecisionTable(first, variables)
                                    .getResultList()
                                    .size()
                            == 1) {
                refusals.add(new Refusal(
                        file.name(),
                        DiagramRules.named("", table.key()),
                        (answers == 0 ? "has no row" : "has " + answers + " rows, and needs one,") + " for "
                                + question.entrySet().stream()
                                        .filter(each -> !each.getValue().equals(""))
                                        .map(each -> each.getKey() + " = " + each.getValue())
                                        .collect(Collectors.joining(", "))));
                if (refusals.size() == SAID) {
                    break;
                }
            }
        }
        return refusals;
    }

    private static List<Map<String, Object>> questions(Table asked) {
        List<Map<String, Object>> questions = List.of(Map.of());
        for (var input : asked.inputs().entrySet()) {
            var longer = new ArrayList<Map<String, Object>>();
            for (var question : questions) {
                // A column that no delivered row looks at, such as the service, is asked with nothing in it.
                for (var value : input.getValue().isEmpty() ? Set.<Object>of("") : input.getValue()) {
                    var next = new LinkedHashMap<>(question);
                    next.put(input.getKey(), value);
                    longer.add(next);
                }
            }
            questions = longer;
        }
        return questions.stream()
                .filter(question -> OPTIONAL_ROWS.stream().noneMatch(question.entrySet()::contains))
                .limit(MOST_QUESTIONS)
                .toList();
    }

    private static Map<String, Table> delivered() {
        var delivered = new LinkedHashMap<String, Table>();
        for (var file : PlanFolder.delivered()) {
            if (file.kind() == PlanFile.Kind.DMN) {
                tables(file).forEach(table -> delivered.put(table.key(), table));
            }
        }
        return delivered;
    }

    private static List<Table> tables(PlanFile file) {
        var tables = new ArrayList<Table>();
        var decisions = file.xml().getElementsByTagNameNS("*", "decision");
        for (var i = 0; i < decisions.getLength(); i++) {
            if (decisions.item(i) instanceof Element decision
                    && !all(decision, "decisionTable").isEmpty()) {
                tables.add(table(
                        file,
                        decision.getAttribute("id"),
                        all(decision, "decisionTable").get(0)));
            }
        }
        return tables;
    }

    private static Table table(PlanFile file, String key, Element table) {
        var rules = all(table, "rule");
        var inputs = new LinkedHashMap<String, Set<Object>>();
        var expressions = all(table, "inputExpression");
        for (var column = 0; column < expressions.size(); column++) {
            var at = column;
            var values = new LinkedHashSet<Object>();
            rules.forEach(rule -> values.addAll(literals(cell(rule, "inputEntry", at))));
            inputs.put(expressions.get(column).getTextContent().strip(), values);
        }
        var outputs = new LinkedHashMap<String, String>();
        var columns = all(table, "output");
        for (var column = 0; column < columns.size(); column++) {
            outputs.put(
                    columns.get(column).getAttribute("name"),
                    rules.isEmpty() ? "" : cell(rules.get(0), "outputEntry", column));
        }
        return new Table(file, key, table.getAttribute("hitPolicy"), inputs, outputs);
    }

    private static String cell(Element rule, String kind, int column) {
        var cells = all(rule, kind);
        return column < cells.size() ? cells.get(column).getTextContent().strip() : "";
    }

    private static List<Object> literals(String cell) {
        var literals = new ArrayList<Object>();
        var found = LITERAL.matcher(cell);
        while (found.find()) {
            if (found.group(1) != null) {
                literals.add(found.group(1));
            } else if (found.group(2) != null) {
                literals.add(Integer.valueOf(found.group(2)));
            } else {
                literals.add(Boolean.valueOf(found.group(3)));
            }
        }
        return literals;
    }

    private static List<Element> all(Element in, String name) {
        var found = in.getElementsByTagNameNS("*", name);
        var elements = new ArrayList<Element>();
        for (var i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    /**
     * @param inputs by name, with the values that stand in its rows
     * @param outputs by name, with the first value as an example
     */
    private record Table(
            PlanFile file,
            String key,
            String hitPolicy,
            Map<String, Set<Object>> inputs,
            Map<String, String> outputs) {}
}
