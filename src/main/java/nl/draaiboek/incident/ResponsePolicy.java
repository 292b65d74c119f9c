package nl.draaiboek.incident;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import nl.draaiboek.engine.TimeCell;
import org.jspecify.annotations.Nullable;

/**
 * One row of the response policy. A diagram writes {@code ${policy.of(incident).takeLeadWithin}} and gets an ISO 8601
 * duration from now on.
 *
 * <p>A cell of the table holds a {@link TimeCell}.
 */
public final class ResponsePolicy extends AbstractMap<String, String> {

    /** What a timer gets for {@code never}: longer than any incident lives. */
    public static final Duration NEVER = Duration.ofDays(3650);

    private final Map<String, String> cells;
    private final OfficeHours officeHours;
    private final Clock clock;

    public ResponsePolicy(Map<String, String> cells, OfficeHours officeHours, Clock clock) {
        this.cells = new LinkedHashMap<>(cells);
        this.officeHours = officeHours;
        this.clock = clock;
    }

    /**
     * A duration as ISO 8601 from now on.
     *
     * @throws IllegalArgumentException when the table has no such column or it holds no time
     */
    @Override
    public String get(@Nullable Object column) {
        return duration(String.valueOf(column)).toString();
    }

    /** @throws IllegalArgumentException when there is no such column or it holds no duration */
    public Duration duration(String column) {
        var now = clock.instant();
        return Duration.between(now, due(column, now));
    }

    /**
     * When it is due, reckoned from a moment.
     *
     * @throws IllegalArgumentException as {@link #duration}
     */
    public Instant due(String column, Instant from) {
        var cell = time(column);
        if (cell.workingDays() > 0) {
            return officeHours.afterWorkingDays(from, cell.workingDays());
        }
        var time = cell.time() == null ? NEVER : cell.time();
        return cell.officeHours() ? officeHours.after(from, time) : from.plus(time);
    }

    /** Whether this must wait now, because its time only counts in office hours and the office is closed. */
    public boolean waits(String column) {
        return time(column).officeHours() && !officeHours.open(clock.instant());
    }

    private TimeCell time(String column) {
        var words = cell(column);
        return TimeCell.read(words)
                .orElseThrow(() -> new IllegalArgumentException("response-policy.dmn, column '" + column
                        + "': expected a time such as " + TimeCell.EXPECTED + ", found '" + words + "'."));
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
