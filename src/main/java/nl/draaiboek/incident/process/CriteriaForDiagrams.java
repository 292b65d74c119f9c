package nl.draaiboek.incident.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.draaiboek.engine.AsDraaiboek;
import nl.draaiboek.engine.ForDiagrams;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.dmn.instance.DecisionTable;

/**
 * The definitions and criteria themselves, read from the tables that decide, so that they are the same everywhere (R-1.4,
 *
 */
@ForDiagrams("criteria")
public class CriteriaForDiagrams {

    private final RepositoryService repository;
    private final AsDraaiboek asDraaiboek;

    CriteriaForDiagrams(RepositoryService repository, AsDraaiboek asDraaiboek) {
        this.repository = repository;
        this.asDraaiboek = asDraaiboek;
    }

    /**
     * What the rules of a decision table give, in their order, by the names of its outputs.
     *
     * @param decision {@code severity} or {@code crisis-criteria}
     */
    public List<Map<String, String>> of(String decision) {
        return asDraaiboek.call(() -> read(decision));
    }

    private List<Map<String, String>> read(String decision) {
        var newest = repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(decision)
                .latestVersion()
                .singleResult();
        var table = repository
                .getDmnModelInstance(newest.getId())
                .getModelElementsByType(DecisionTable.class)
                .iterator()
                .next();
        var outputs = new ArrayList<>(table.getOutputs());
        var rows = new ArrayList<Map<String, String>>();
        for (var rule : table.getRules()) {
            var row = new LinkedHashMap<String, String>();
            var cells = new ArrayList<>(rule.getOutputEntries());
            for (var column = 0; column < outputs.size(); column++) {
                var text = cells.get(column).getText().getTextContent().strip();
                row.put(outputs.get(column).getName(), shown(text));
            }
            rows.add(row);
        }
        return rows;
    }

    private static String shown(String cell) {
        return switch (cell) {
            case "true" -> "on";
            case "false" -> "off";
            default -> cell.replaceAll("^\"|\"$", "");
        };
    }
}
