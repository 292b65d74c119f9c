package nl.draaiboek.incident;

/** The incident was confirmed to be real. Published inside the transaction that made it so. */
public record IncidentDeclared(IncidentCode code) {}
