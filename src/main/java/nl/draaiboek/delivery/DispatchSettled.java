package nl.draaiboek.delivery;

import java.util.UUID;
import nl.draaiboek.incident.IncidentCode;

/**
 * Every address of a dispatch has an end: published in the transaction that records it.
 *
 * @param failed addresses that will never get it
 * @param unknown addresses of which nobody knows whether they got it, and that are not tried again
 */
public record DispatchSettled(
        UUID dispatch,
        IncidentCode incident,
        String channel,
        String message,
        String audience,
        int total,
        int delivered,
        int failed,
        int unknown) {}
