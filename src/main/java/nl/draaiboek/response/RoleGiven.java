package nl.draaiboek.response;

import nl.draaiboek.incident.IncidentCode;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has a role beside the lead from now on. Published inside the transaction that made it so; of the lead tells
 * {@link nl.draaiboek.incident.LeadChanged}.
 *
 * @param before who had it until now, or null
 */
public record RoleGiven(IncidentCode code, String role, @Nullable String before, String now) {}
