package nl.draaiboek.engine;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

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
        return CellRules.refusals(
                file,
                TABLE,
                (column, cell) -> !COLUMNS.contains(column)
                                || NAMES.matcher(cell).matches()
                                || column.equals(MANAGER) && cell.equals("\"\"")
                        ? Optional.empty()
                        : Optional.of(
                                (cell.isEmpty() ? "is empty" : cell + " names nobody who can be looked up")
                                        + "; write schedule:…, team:… or group:…, several with commas, or nobody, between quotes"));
    }
}
