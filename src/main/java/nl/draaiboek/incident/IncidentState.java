package nl.draaiboek.incident;

/** Where an incident stands inside the company. */
public enum IncidentState {
    /** Noticed, and not yet known to be real. */
    CANDIDATE,
    /** Confirmed real; somebody leads. */
    DECLARED,
    /** The present or threatening impact has ended; closing messages are going out. */
    RESOLVED,
    /** Nothing more follows but the review. */
    CLOSED,
    /** Not an incident; the reason was told to whoever reported it. */
    REJECTED,
    /** Went on under the code of another incident. */
    MERGED;

    /** Whether alerts and reports may still join it and people still work on it. */
    public boolean running() {
        return this == CANDIDATE || this == DECLARED || this == RESOLVED;
    }

    /** Whether nobody need do anything more to end it, see {@link IncidentOver}. */
    public boolean over() {
        return this != CANDIDATE && this != DECLARED;
    }
}
