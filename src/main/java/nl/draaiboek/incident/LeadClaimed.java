package nl.draaiboek.incident;

/**
 * Somebody took the task of the lead on them and looks; they do not lead yet.
 *
 * @param person login
 */
public record LeadClaimed(IncidentCode code, String person) {}
