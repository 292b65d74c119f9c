package nl.draaiboek.response.paging;

import java.util.Locale;

/** Where somebody stands on the ladder. */
public enum Rung {
    FIRST,
    BACKUP,
    MANAGER;

    /** As a diagram writes it. */
    public static Rung of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
