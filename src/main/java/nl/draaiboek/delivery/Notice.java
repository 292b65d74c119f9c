package nl.draaiboek.delivery;

import nl.draaiboek.incident.IncidentCode;
import org.jspecify.annotations.Nullable;

/**
 * What the program itself has to tell, beside all diagrams.
 *
 * @param incident whose record keeps it, or null when it concerns none or several
 * @param message of which kind it is, for the pages: {@code failed-steps}
 */
public record Notice(
        @Nullable IncidentCode incident, String channel, String message, String audience, Composition composition) {}
