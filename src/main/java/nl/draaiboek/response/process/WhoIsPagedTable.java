package nl.draaiboek.response.process;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.draaiboek.engine.AsDraaiboek;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.response.paging.Purpose;
import nl.draaiboek.response.paging.WhoIsPaged;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The newest {@code who-is-paged.dmn} there is, also for incidents that began before it. */
@Component
class WhoIsPagedTable implements WhoIsPaged {

    private static final String DECISION = "who-is-paged";

    private final DecisionService decisions;
    private final AsDraaiboek asDraaiboek;

    WhoIsPagedTable(DecisionService decisions, AsDraaiboek asDraaiboek) {
        this.decisions = decisions;
        this.asDraaiboek = asDraaiboek;
    }

    @Override
    public List<Row> ask(Purpose purpose, Severity severity, List<String> services, boolean officeHours) {
        Set<Row> rows = new LinkedHashSet<>();
        for (var service : services.isEmpty() ? List.of("") : services) {
            rows.add(asDraaiboek.call(() -> row(Map.of(
                    "purpose",
                    purpose.word(),
                    "severity",
                    severity.number(),
                    "service",
                    service,
                    "hour",
                    officeHours ? "office" : "night"))));
        }
        return List.copyOf(rows);
    }

    private Row row(Map<String, Object> question) {
        var result = decisions
                .evaluateDecisionTableByKey(DECISION)
                .variables(Variables.fromMap(question))
                .evaluate();
        if (result.isEmpty() && Purpose.UNLED.word().equals(question.get("purpose"))) {
            // A table of before that row: whoever is called when something is noticed is asked to lead.
            var before = new HashMap<>(question);
            before.put("purpose", Purpose.DETECTED.word());
            return row(before);
        }
        if (result.size() != 1) {
            throw new IllegalStateException(
                    "who-is-paged.dmn must have exactly one row for " + question + ", it has " + result.size() + ".");
        }
        var row = result.get(0).getEntryMap();
        return new Row(text(row.get("paged")), text(row.get("manager")), Boolean.TRUE.equals(row.get("together")));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString().strip();
    }
}
