package nl.draaiboek.engine;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

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
        return CellRules.refusals(
                file,
                TABLE,
                (column, cell) -> time(cell)
                        ? Optional.empty()
                        : Optional.of((cell.isEmpty() ? "is empty" : cell + " is no time") + "; write "
                                + TimeCell.EXPECTED + ", between quotes"));
    }

    private static boolean time(String cell) {
        var quoted = QUOTED.matcher(cell);
        return quoted.matches() && TimeCell.read(quoted.group(1)).isPresent();
    }
}
