package nl.draaiboek.engine;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A time as the owners of a table write it: {@code PT5M}, {@code PT1H office hours}, {@code 5 working days} or {@code never}.
 *
 * @param time null for working days and for never
 * @param officeHours whether the time counts only while the office is open
 * @param workingDays 0 when it is not in working days
 */
public record TimeCell(@Nullable Duration time, boolean officeHours, int workingDays) {

    /** The ways to write one, for whoever wrote something else. */
    public static final String EXPECTED = "PT5M, PT1H office hours, 5 working days or never";

    private static final Pattern CELL = Pattern.compile(
            "(?<iso>P[0-9DTHMS.]+)(?<office> office hours)?|(?<days>[1-9][0-9]{0,2}) working days|(?<never>never)");

    /** Empty when the words are no time. */
    public static Optional<TimeCell> read(String words) {
        var cell = CELL.matcher(words);
        if (!cell.matches()) {
            return Optional.empty();
        }
        if (cell.group("never") != null) {
            return Optional.of(new TimeCell(null, false, 0));
        }
        if (cell.group("days") != null) {
            return Optional.of(new TimeCell(null, false, Integer.parseInt(cell.group("days"))));
        }
        try {
            return Optional.of(new TimeCell(Duration.parse(cell.group("iso")), cell.group("office") != null, 0));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
