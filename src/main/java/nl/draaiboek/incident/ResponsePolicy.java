package nl.draaiboek.incident;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One row of the response policy. A diagram writes {@code ${policy.of(incident).takeLeadWithin}} and gets an ISO 8601
 * duration from now on.
 *
 * <p>A cell of the table holds an ISO 8601 duration ({@code PT5M}), which may count in office hours ({@code PT1H office
 * hours}) or in working days ({@code 5 working days}); {@code never}; or any other word or number, which stays as it is.
 */
public final class ResponsePolicy extends AbstractMap<String, String> {

    /** What a timer gets for {@code never}: longer than any incident lives. */
    public static final Duration NEVER = Duration.ofDays(3650);

    private static final Pattern CELL = Pattern.compile(
            "(?<iso>P[0-9DTHMS.]+)(?<office> office hours)?|(?<days>[0-9]{1,3}) working days|(?<never>never)");

    private final Map<String, String> cells;
    private final OfficeHours officeHours;
    private final Clock clock;

    public ResponsePolicy(Map<String, String> cells, OfficeHours officeHours, Clock clock) {
        this.cells = new LinkedHashMap<>(cells);
        this.officeHours = officeHours;
        this.clock = clock;
    }

    /**
     * A duration as ISO 8601 from now on, anything else as it stands in the table.
     *
     * @throws IllegalArgumentException when the table has no such column
     */
    @Override
    public String get(@Nullable Object column) {
        var text = cell(String.valueOf(column));
        var cell = CELL.matcher(text);
        return cell.matches() ? duration(String.valueOf(column)).toString() : text;
    }

    /** @throws IllegalArgumentException when there is no such column or it holds no duration */
    public Duration duration(String column) {
        var now = clock.instant();
        return Duration.between(now, due(column, now));
    }

    /** When it is due, reckoned from a moment. @throws IllegalArgumentException as {@link #duration} */
    public Instant due(String column, Instant from) {
        var cell = CELL.matcher(cell(column));
        if (!cell.matches()) {
            throw new IllegalArgumentException("response-policy.dmn, column '" + column
                    + "': expected a duration such as "
                    + "'PT5M', 'PT1H office hours', '5 working days' or 'never', found '" + cell(column) + "'.");
        }
        if (cell.group("never") != null) {
            return from.plus(NEVER);
        }
        if (cell.group("days") != null) {
            return officeHours.afterWorkingDays(from, Integer.parseInt(cell.group("days")));
        }
        var time = Duration.parse(cell.group("iso"));
        return cell.group("office") == null ? from.plus(time) : officeHours.after(from, time);
    }

    /** Whether the column says {@code yes}. */
    public boolean yes(String column) {
        return "yes".equals(cell(column));
    }

    /** Whether this must wait now, because its time only counts in office hours and the office is closed. */
    public boolean waits(String column) {
        return cell(column).endsWith("office hours") && !officeHours.open(clock.instant());
    }

    private String cell(String column) {
        var value = cells.get(column);
        if (value == null) {
            throw new IllegalArgumentException(
                    "response-policy.dmn has no column '" + column + "'; it has " + cells.keySet() + ".");
        }
        return value.strip();
    }

    @Override
    public boolean containsKey(@Nullable Object column) {
        return cells.containsKey(column);
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        var entries = new LinkedHashSet<Entry<String, String>>();
        cells.keySet().forEach(column -> entries.add(Map.entry(column, get(column))));
        return entries;
    }
}
