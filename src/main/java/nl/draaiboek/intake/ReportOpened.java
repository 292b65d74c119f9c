package nl.draaiboek.intake;

import nl.draaiboek.incident.IncidentCode;
import org.jspecify.annotations.Nullable;

/**
 * A report or a declaration opened an incident. Published inside the transaction that opens it.
 *
 * @param title what was reported, as typed
 * @param reporter who did, where that is known
 */
public record ReportOpened(IncidentCode incident, String title, @Nullable Reporter reporter) {}
