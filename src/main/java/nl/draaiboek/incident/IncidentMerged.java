package nl.draaiboek.incident;

/** The incident went on as another one. Published inside the transaction that made it so. */
public record IncidentMerged(IncidentCode code, IncidentCode into) implements IncidentOver {}
