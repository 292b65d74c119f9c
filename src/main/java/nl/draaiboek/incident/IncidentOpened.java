package nl.draaiboek.incident;

/** A candidate was opened; its plan starts in the same transaction. Published inside the transaction that made it so. */
public record IncidentOpened(IncidentCode code) {}
