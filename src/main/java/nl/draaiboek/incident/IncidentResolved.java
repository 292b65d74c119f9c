package nl.draaiboek.incident;

/** The present or threatening impact has ended. Published inside the transaction that made it so. */
public record IncidentResolved(IncidentCode code) implements IncidentOver {}
