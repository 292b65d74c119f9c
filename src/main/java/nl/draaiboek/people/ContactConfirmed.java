package nl.draaiboek.people;

/**
 * Somebody said that their entry in the directory is right. Published in the transaction that keeps it.
 *
 * @param person user id
 */
public record ContactConfirmed(String person) {}
