package nl.draaiboek.incident;

import java.util.Optional;

/** How bad it is. One is the worst. */
public enum Severity {
    /** A customer-facing service is down for all, confidentiality was breached, or customer data was lost. */
    ONE,
    /** A customer-facing service is down for some, or core functions are badly hit. Also what an unknown severity counts as. */
    TWO,
    /** An inconvenience with a way round, or workable lower performance. */
    THREE;

    /** What an incident counts as until somebody or something says better. */
    public static final Severity UNKNOWN_COUNTS_AS = TWO;

    public int number() {
        return ordinal() + 1;
    }

    /** @param number 1, 2 or 3; anything else is nothing */
    public static Optional<Severity> of(int number) {
        return number < 1 || number > 3 ? Optional.empty() : Optional.of(values()[number - 1]);
    }

    public boolean worseThan(Severity other) {
        return ordinal() < other.ordinal();
    }
}
