package nl.draaiboek.intake;

/** What came in. */
public enum SignalKind {
    /** From monitoring. */
    ALERT,
    /** From a person, through a program or Tasklist: something seems wrong. */
    REPORT,
    /** A colleague says that it is an incident. */
    DECLARATION
}
