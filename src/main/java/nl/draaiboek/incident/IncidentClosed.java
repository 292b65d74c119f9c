package nl.draaiboek.incident;

/** Nothing more follows but the review. Published inside the transaction that made it so. */
public record IncidentClosed(IncidentCode code) implements IncidentOver {}
