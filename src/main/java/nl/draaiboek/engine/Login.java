package nl.draaiboek.engine;

import java.util.Set;

/** Somebody who showed a right password, and the groups they stood in at that moment. */
public record Login(String user, Set<String> groups) {

    /** May do everything. */
    public static final String ADMINISTRATORS = "camunda-admin";

    public Login {
        groups = Set.copyOf(groups);
    }
}
