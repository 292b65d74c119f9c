package nl.draaiboek.people;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Logins and groups, to be read and, where they are kept here, to be changed. */
public interface Colleagues {

    Optional<Colleague> find(String id);

    /** Everyone with a login, by id. */
    List<Colleague> all();

    /** Ids of the groups that exist. */
    Set<String> groups();

    /** Whether logins are kept here. When another directory keeps them, {@link #save} refuses. */
    boolean keptHere();

    /** Adds this colleague, without a password, or changes name, mail, language and groups. */
    void save(Colleague colleague);
}
