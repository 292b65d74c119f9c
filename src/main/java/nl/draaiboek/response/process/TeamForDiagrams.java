package nl.draaiboek.response.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.FormText;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.people.People;
import nl.draaiboek.response.OpenTeamChannels;
import nl.draaiboek.response.Role;
import nl.draaiboek.response.RoleHolders;
import nl.draaiboek.response.Team;
import nl.draaiboek.response.TeamTold;
import org.jspecify.annotations.Nullable;

/** Who is in the team, as forms show it. Names only: phone numbers stay in the address list. */
@ForDiagrams("team")
public class TeamForDiagrams {

    private final Team team;
    private final People people;
    private final TeamTold teamTold;
    private final OpenTeamChannels openTeamChannels;
    private final RoleHolders holders;

    TeamForDiagrams(
            Team team, People people, TeamTold teamTold, OpenTeamChannels openTeamChannels, RoleHolders holders) {
        this.team = team;
        this.people = people;
        this.teamTold = teamTold;
        this.openTeamChannels = openTeamChannels;
        this.holders = holders;
    }

    /** Whether the incident is worse now than what the team was told of it. */
    public boolean worseThanTold(String incident) {
        return teamTold.worseThanTold(new IncidentCode(incident));
    }

    /** Where the team meets and who has which role; everything typed is safe to show. */
    public Map<String, Object> view(String incident) {
        var code = new IncidentCode(incident);
        var places = openTeamChannels.find(code).orElse(new OpenTeamChannels.Places("", "", ""));
        var roles = holders.of(code);
        var view = new LinkedHashMap<String, Object>();
        view.put("chatRoom", FormText.plain(places.chatRoom()));
        view.put("videoCall", FormText.plain(places.videoCall()));
        view.put("place", FormText.plain(places.place()));
        view.put("techLead", name(roles.get(Role.TECH_LEAD)));
        view.put("communicationsManager", name(roles.get(Role.COMMUNICATIONS_MANAGER)));
        return view;
    }

    private String name(@Nullable String person) {
        return person == null ? "" : FormText.plain(people.nameOf(person));
    }

    /** Who is to be called when mail is out; those without an address are in it too. */
    public List<Map<String, String>> toCall(String audience) {
        var rows = new ArrayList<Map<String, String>>();
        for (var person : team.audience(audience)) {
            var row = new LinkedHashMap<String, String>();
            row.put("name", person.name());
            row.put("id", person.id());
            rows.add(row);
        }
        return rows;
    }
}
