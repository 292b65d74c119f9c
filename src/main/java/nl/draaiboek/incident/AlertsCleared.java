package nl.draaiboek.incident;

/** Of all alerts that belong to the incident, none fires any more. Published inside the transaction that recorded it. */
public record AlertsCleared(IncidentCode code) {}
