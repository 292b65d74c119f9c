package nl.draaiboek.intake;

import nl.draaiboek.incident.IncidentCode;
import org.jspecify.annotations.Nullable;

/**
 * Somebody recognised a running incident in a report or a declaration. Published inside the transaction that lets it join.
 *
 * @param title what was reported, as typed
 * @param reporter who did, where that is known
 */
public record ReportJoined(IncidentCode incident, String title, @Nullable Reporter reporter) {}
