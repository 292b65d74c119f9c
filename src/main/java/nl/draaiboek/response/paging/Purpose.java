package nl.draaiboek.response.paging;

import java.util.Locale;

/** What somebody is called for. */
public enum Purpose {
    /** Something was noticed and nobody leads yet. */
    DETECTED,
    /** It is worse than was known when others were called. */
    RAISED,
    /** Somebody who finds out what is broken. */
    TECHNICIAN,
    /** Somebody who tells colleagues and customers. */
    COMMUNICATOR,
    /** Nobody leads it after a time: the next in line is asked to. */
    UNLED,
    /** A team that somebody called in; the table is not asked. */
    CALLED_IN;

    /** Whether whoever answers is asked to take the lead. */
    public boolean wantsLead() {
        return this == DETECTED || this == UNLED;
    }

    /** As {@code who-is-paged.dmn} writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
