package nl.draaiboek.incident;

/** The candidate was no incident, or was over before anybody picked it up. Published inside the transaction that made it so. */
public record IncidentRejected(IncidentCode code) implements IncidentOver {}
