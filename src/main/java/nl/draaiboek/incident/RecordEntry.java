package nl.draaiboek.incident;

import java.time.Instant;
import java.util.Map;

/**
 * One line of the record.
 *
 * @param sequence 1 for the first of an incident, without gaps
 * @param hash SHA-256 in hex over this entry and the hash before it
 */
public record RecordEntry(
        IncidentCode code,
        int sequence,
        Instant at,
        String kind,
        String actor,
        Map<String, Object> details,
        String hash) {}
