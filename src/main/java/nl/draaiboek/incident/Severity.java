package nl.draaiboek.incident;

import java.util.Arrays;
import java.util.Optional;

/** How bad it is. One is the worst. */
public enum Severity {
    /** A customer-facing service is down for all, confidentiality was breached, or customer data was lost. */
    ONE(1),
    /** A customer-facing service is down for some, or core functions are badly hit. Also what an unknown severity counts as. */
    TWO(2),
    /** An inconvenience with a way round, or workable lower performance. */
    THREE(3);

    /** What an incident counts as until somebody or something says better. */
    public static final Severity UNKNOWN_COUNTS_AS = TWO;

    private final int number;

    Severity(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** @param number 1, 2 or 3; anything else is nothing */
    public static Optional<Severity> of(int number) {
        return Arrays.stream(values())
                .filter(severity -> severity.number == number)
                .findAny();
    }

    public boolean worseThan(Severity other) {
        return number < other.number;
    }
}
