package nl.draaiboek.people;

import java.util.Set;

/**
 * A colleague as logins know them.
 *
 * @param id user id
 * @param mail empty when none is known
 * @param language {@code nl} or {@code en}
 * @param groups ids of groups
 */
public record Colleague(
        String id, String firstName, String lastName, String mail, String language, Set<String> groups) {

    public Colleague {
        groups = Set.copyOf(groups);
    }

    public String name() {
        var name = (firstName + " " + lastName).strip();
        return name.isEmpty() ? id : name;
    }
}
