package nl.draaiboek.incident;

import org.jspecify.annotations.Nullable;

/**
 * Somebody leads. Published inside the transaction that made it so.
 *
 * @param before who led until now, null for the first
 */
public record LeadChanged(IncidentCode code, @Nullable String before, String now) {}
