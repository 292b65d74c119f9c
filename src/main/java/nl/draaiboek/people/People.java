package nl.draaiboek.people;

import java.util.List;
import java.util.Optional;

/** Reads who there is and in which groups they stand. */
public interface People {

    Optional<Person> find(String userId);

    /** Who stands in at least one of these groups, each once, by id. */
    List<Person> inGroups(String... groups);
}
