package nl.draaiboek.incident;

/**
 * Somebody answered for the safety of all. Published inside the transaction that records it.
 *
 * @param safe {@code yes}, {@code services}, or {@code false} for an alarm that was none
 * @param how as typed
 */
public record SafetyConfirmed(IncidentCode code, String actor, String safe, String how) {}
