package nl.draaiboek.response;

import java.util.Set;

/**
 * A role in an incident, a row of {@code roles.dmn}.
 *
 * @param id as the table writes it
 * @param responsibilities what it answers for, in a line
 * @param groups whoever stands in one of these knows the role, and may take it
 * @param tasks ids of user tasks in the diagrams that are the role's: whoever takes it gets those that are open
 */
public record Role(String id, Words nl, Words en, String responsibilities, Set<String> groups, Set<String> tasks) {

    /** Exactly one in every incident: who leads. */
    public static final String INCIDENT_MANAGER = "incidentManager";

    /** Theories of what broke and why; decides on changes; leads the technical team. */
    public static final String TECH_LEAD = "techLead";

    /** Writes and sends, inside and out. */
    public static final String COMMUNICATIONS_MANAGER = "communicationsManager";

    public Role {
        groups = Set.copyOf(groups);
        tasks = Set.copyOf(tasks);
    }

    /** As the workplace of responders calls it. */
    public String name() {
        return en.name();
    }

    /** @param language {@code nl} or {@code en} */
    public Words in(String language) {
        return language.equals("nl") ? nl : en;
    }

    /**
     * @param expected what is expected of who has it
     * @param start how to start
     */
    public record Words(String name, String expected, String start) {}
}
