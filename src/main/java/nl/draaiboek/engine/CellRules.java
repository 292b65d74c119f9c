package nl.draaiboek.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.w3c.dom.Element;

/** Looks at each answer that stands in a table, and names it as Modeler does: by its column and row. */
final class CellRules {

    private CellRules() {}

    /**
     * @param table key of the decision; a file without it is not looked at
     * @param fault by the name of the column and what stands in the cell: what is wrong with it, if anything
     */
    static List<Refusal> refusals(PlanFile file, String table, BiFunction<String, String, Optional<String>> fault) {
        var refusals = new ArrayList<Refusal>();
        if (!file.keys().contains(table)) {
            return refusals;
        }
        var xml = file.xml();
        var columns = xml.getElementsByTagNameNS("*", "output");
        var rules = xml.getElementsByTagNameNS("*", "rule");
        for (var row = 0; row < rules.getLength(); row++) {
            var place = "row " + (row + 1);
            var cells = ((Element) rules.item(row)).getElementsByTagNameNS("*", "outputEntry");
            for (var column = 0; column < cells.getLength(); column++) {
                var output = (Element) columns.item(column);
                fault.apply(
                                output.getAttribute("name"),
                                cells.item(column).getTextContent().strip())
                        .ifPresent(what -> refusals.add(new Refusal(
                                file.name(), DiagramRules.named(output.getAttribute("label"), place), what)));
            }
        }
        return refusals;
    }
}
