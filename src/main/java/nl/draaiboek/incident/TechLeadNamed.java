package nl.draaiboek.incident;

/**
 * Somebody decides on changes from now on. Published inside the transaction that made it so.
 *
 * @param person user id
 */
public record TechLeadNamed(IncidentCode code, String person) {}
