package nl.draaiboek.people;

/**
 * Somebody needs help themselves from now on, or is being looked for: what was asked of them is asked of others. Told in
 * the transaction in which it is kept.
 *
 * @param person login
 */
public record CameInNeed(String person) {}
