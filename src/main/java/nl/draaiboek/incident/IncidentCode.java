package nl.draaiboek.incident;

import java.util.regex.Pattern;

/**
 * The code of an incident, such as {@code INC-2026-0001}: year of detection and a number that is never used twice, also
 * not after a rejection.
 */
public record IncidentCode(String value) {

    /** What a code looks like inside a longer text, such as the subject of a mail. */
    public static final Pattern PATTERN = Pattern.compile("INC-\\d{4}-\\d{4,9}");

    public IncidentCode {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value + "' is no incident code; expected one like INC-2026-0001.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
