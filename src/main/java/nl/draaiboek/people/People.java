package nl.draaiboek.people;

import java.util.List;
import java.util.Optional;

/** Reads who there is and in which groups they stand. */
public interface People {

    Optional<Person> find(String userId);

    /** The name of a person, or the id itself when nobody has it: a source, or somebody who left. */
    default String nameOf(String id) {
        return find(id).map(Person::name).orElse(id);
    }

    /** Who stands in at least one of these groups, each once, by id. */
    List<Person> inGroups(String... groups);
}
