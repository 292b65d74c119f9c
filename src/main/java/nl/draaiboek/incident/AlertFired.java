package nl.draaiboek.incident;

/**
 * An alert joined an incident that was already there: another one, or one that fires again. Published inside the transaction
 * that recorded it.
 */
public record AlertFired(IncidentCode code) {}
