package nl.draaiboek.incident;

/** A moment in the life of an incident that is kept apart from all others and measured. The name is the column. */
public enum Milestone {
    /** The outage itself began, which may be long before anyone saw it. */
    IMPACT,
    /** The first alert, report or declaration came in. */
    DETECTED,
    /** Confirmed to be real. */
    DECLARED,
    LED,
    ASSESSED,
    /** The first words went out to customers. */
    CUSTOMERS_INFORMED,
    IDENTIFIED,
    /** Expected to be solved; watched. */
    MITIGATED,
    RESOLVED,
    CLOSED;

    String column() {
        return name().toLowerCase(java.util.Locale.ROOT) + "_at";
    }
}
