package nl.draaiboek.incident;

/** What the outside world is told about where it stands. Mitigated inside is monitoring outside, never resolved. */
public enum PublicState {
    INVESTIGATING,
    IDENTIFIED,
    MONITORING,
    RESOLVED
}
