package nl.draaiboek.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/**
 * The times an incident is run by can all be reckoned with. One that cannot would be found out by the timer that needs it, in
 * the middle of the night.
 */
final class TimeRules {

    private static final String TABLE = "response-policy";
    private static final Pattern QUOTED = Pattern.compile("\"(.*)\"", Pattern.DOTALL);

    private final PlanFile file;

    TimeRules(PlanFile file) {
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
                var cell = cells.item(column).getTextContent().strip();
                if (!time(cell)) {
                    var name = ((Element) columns.item(column)).getAttribute("label");
                    refusals.add(new Refusal(
                            file.name(),
                            DiagramRules.named(name, "row " + (row + 1)),
                            (cell.isEmpty() ? "is empty" : cell + " is no time") + "; write " + TimeCell.EXPECTED
                                    + ", between quotes"));
                }
            }
        }
        return refusals;
    }

    private static boolean time(String cell) {
        var quoted = QUOTED.matcher(cell);
        return quoted.matches() && TimeCell.read(quoted.group(1)).isPresent();
    }
}
