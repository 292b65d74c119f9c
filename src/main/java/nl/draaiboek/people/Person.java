package nl.draaiboek.people;

/**
 * A colleague with a login.
 *
 * @param id user id
 * @param mail empty when none is known
 * @param language {@code nl} or {@code en}
 */
public record Person(String id, String name, String mail, String language) {}
