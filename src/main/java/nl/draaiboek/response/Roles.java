package nl.draaiboek.response;

import java.util.List;
import java.util.Optional;

/** Which roles there are, as the newest {@code roles.dmn} says, in its order. */
public interface Roles {

    List<Role> all();

    default Optional<Role> find(String id) {
        return all().stream().filter(role -> role.id().equals(id)).findFirst();
    }

    /** What it is called, or the id itself when the table has it no more. */
    default String nameOf(String id) {
        return find(id).map(Role::name).orElse(id);
    }
}
