package nl.draaiboek.intake;

/**
 * What was kept of a delivery.
 *
 * @param received how many alerts or reports it held
 * @param kept how many of them are new; the others were delivered before
 */
public record Taken(int received, int kept) {}
