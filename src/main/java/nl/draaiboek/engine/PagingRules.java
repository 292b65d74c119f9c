package nl.draaiboek.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/**
 * Whoever is paged can be looked up: a word that says nobody would be found out by the step that pages, when it wakes nobody.
 */
final class PagingRules {

    private static final String TABLE = "who-is-paged";
    private static final String MANAGER = "manager";
    private static final List<String> COLUMNS = List.of("paged", MANAGER);
    private static final String NAME = "(schedule|team|group)\\s*:\\s*[\\w.-]+";
    private static final Pattern NAMES = Pattern.compile("\"\\s*(nobody|" + NAME + "(\\s*,\\s*" + NAME + ")*)\\s*\"");

    private final PlanFile file;

    PagingRules(PlanFile file) {
        this.file = file;
    }

    List<Refusal> refusals() {
        var refusals = new ArrayList<Refusal>();
        if (!file.keys().contains(TABLE)) {
            return refusals;
        }
        var xml = file.xml();
        var columns = xml.getElementsByTagNameNS("*", "output");
        var rules = xml.getElementsByTagNameNS("*", "rule");
        for (var row = 0; row < rules.getLength(); row++) {
            var cells = ((Element) rules.item(row)).getElementsByTagNameNS("*", "outputEntry");
            for (var column = 0; column < cells.getLength(); column++) {
                var output = (Element) columns.item(column);
                var cell = cells.item(column).getTextContent().strip();
                var name = output.getAttribute("name");
                if (COLUMNS.contains(name)
                        && !NAMES.matcher(cell).matches()
                        && !(name.equals(MANAGER) && cell.equals("\"\""))) {
                    refusals.add(new Refusal(
                            file.name(),
                            DiagramRules.named(output.getAttribute("label"), "row " + (row + 1)),
                            (cell.isEmpty() ? "is empty" : cell + " names nobody who can be looked up")
                                    + "; write schedule:…, team:… or group:…, several with commas, or nobody,"
                                    + " between quotes"));
                }
            }
        }
        return refusals;
    }
}
