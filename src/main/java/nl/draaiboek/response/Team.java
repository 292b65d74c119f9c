package nl.draaiboek.response;

import java.util.List;
import nl.draaiboek.people.MayBeAsked;
import nl.draaiboek.people.People;
import nl.draaiboek.people.Person;
import org.springframework.stereotype.Component;

/** Who is told at the start of an incident. */
@Component
public class Team {

    private final People people;
    private final MayBeAsked mayBeAsked;

    Team(People people, MayBeAsked mayBeAsked) {
        this.people = people;
        this.mayBeAsked = mayBeAsked;
    }

    /**
     * Without who is in need themselves.
     *
     * @param audience {@code team}: responders and incident managers; {@code wider}: managers too; {@code managers}
     * @throws IllegalArgumentException for any other word
     */
    public List<Person> audience(String audience) {
        return mayBeAsked.notInNeed(groups(audience), Person::id);
    }

    private List<Person> groups(String audience) {
        return switch (audience) {
            case "team" -> people.inGroups("incidentManagers", "responders");
            case "wider" -> people.inGroups("incidentManagers", "responders", "managers");
            case "managers" -> people.inGroups("managers");
            default ->
                throw new IllegalArgumentException(
                        "'" + audience + "' is no audience of the team; there are team, wider and managers.");
        };
    }
}
