package nl.draaiboek.response.process;

import java.util.List;
import java.util.Map;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.people.Person;
import nl.draaiboek.response.Team;

/** Who is in the team, as forms show it. Names only: phone numbers stay in the address list. */
@ForDiagrams("team")
public class TeamForDiagrams {

    private final Team team;

    TeamForDiagrams(Team team) {
        this.team = team;
    }

    /** Who is to be called when mail is out; those without an address are in it too. */
    public List<Map<String, String>> toCall(String audience) {
        return team.audience(audience).stream().map(TeamForDiagrams::row).toList();
    }

    private static Map<String, String> row(Person person) {
        return Map.of("name", person.name(), "id", person.id());
    }
}
