package nl.draaiboek.incident;

/** What the outside is told changed. Published inside the transaction that made it so. */
public record PublicStateChanged(IncidentCode code, PublicState before, PublicState now) {}
