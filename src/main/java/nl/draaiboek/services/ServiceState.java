package nl.draaiboek.services;

/** How a service is doing, from good to bad, in the words that public status pages use. */
public enum ServiceState {
    OPERATIONAL,
    /** Work that was announced. */
    MAINTENANCE,
    DEGRADED,
    PARTIAL_OUTAGE,
    MAJOR_OUTAGE;

    public ServiceState worst(ServiceState other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
