package nl.draaiboek.services;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as people write them in a sheet: {@code 30m}, {@code 4h}, {@code 1d 12h}, or ISO 8601. Whole minutes. */
public final class Durations {

    private static final Pattern SHORT = Pattern.compile("(?:(\\d{1,4})d)? ?(?:(\\d{1,4})h)? ?(?:(\\d{1,5})m)?");
    private static final Duration LONGEST = Duration.ofDays(3660);

    private Durations() {}

    /** @return null when it is no duration, or one below a minute or beyond ten years */
    static @Nullable Duration read(String text) {
        var duration = parse(text.strip());
        return duration == null
                        || duration.isNegative()
                        || duration.compareTo(LONGEST) > 0
                        || duration.toSecondsPart() != 0
                        || (duration.isZero() && !text.strip().equals("0m"))
                ? null
                : duration;
    }

    public static String write(@Nullable Duration duration) {
        if (duration == null) {
            return "";
        }
        if (duration.isZero()) {
            return "0m";
        }
        return ((duration.toDaysPart() > 0 ? duration.toDaysPart() + "d " : "")
                        + (duration.toHoursPart() > 0 ? duration.toHoursPart() + "h " : "")
                        + (duration.toMinutesPart() > 0 ? duration.toMinutesPart() + "m" : ""))
                .strip();
    }

    private static @Nullable Duration parse(String text) {
        var match = SHORT.matcher(text.toLowerCase(Locale.ROOT));
        if (!text.isEmpty() && match.matches()) {
            return Duration.ofDays(number(match.group(1)))
                    .plusHours(number(match.group(2)))
                    .plusMinutes(number(match.group(3)));
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
