package nl.draaiboek.response;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.people.People;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who answers for what in an incident, and what they have in hands now: what a page shows of it. */
@Component
public class RolesTableView {

    private final Roles roles;
    private final RoleHolders holders;
    private final RoleOffers offers;
    private final Responders responders;
    private final RoleProcesses processes;
    private final Incidents incidents;
    private final People people;

    RolesTableView(
            Roles roles,
            RoleHolders holders,
            RoleOffers offers,
            Responders responders,
            RoleProcesses processes,
            Incidents incidents,
            People people) {
        this.roles = roles;
        this.holders = holders;
        this.offers = offers;
        this.responders = responders;
        this.processes = processes;
        this.incidents = incidents;
        this.people = people;
    }

    /**
     * Every role that is held or being asked for, in the order of the table; then, for as long as it runs, the others.
     *
     * @param language {@code nl} or {@code en}
     */
    public List<Line> of(IncidentCode code, String language) {
        var incident = incidents.get(code);
        Map<String, RoleHolders.Held> held = new LinkedHashMap<>();
        holders.held(code).forEach(one -> held.put(one.role(), one));
        var open = offers.open(code);
        var lines = new ArrayList<Line>();
        for (var role : roles.all()) {
            var has = held.remove(role.id());
            var asked = open.stream()
                    .filter(offer -> offer.role().equals(role.id()))
                    .map(offer -> people.nameOf(offer.person()))
                    .findFirst()
                    .orElse(null);
            if (has != null || asked != null || incident.state().running()) {
                lines.add(line(code, role.id(), role.in(language).name(), role.responsibilities(), has, asked));
            }
        }
        held.values().forEach(one -> lines.add(line(code, one.role(), one.role(), "", one, null)));
        return lines;
    }

    /** Those who came and have no role, with what they have in hands. */
    public List<Line> others(IncidentCode code) {
        var busy = holders.of(code).values();
        return responders.came(code).stream()
                .filter(one -> !busy.contains(one.person()))
                .map(one -> line(code, "", "", "", new RoleHolders.Held("", one.person(), one.at(), false), null))
                .toList();
    }

    private Line line(
            IncidentCode code,
            String id,
            String role,
            String responsibilities,
            RoleHolders.@Nullable Held has,
            @Nullable String asked) {
        return new Line(
                id,
                role,
                responsibilities,
                has == null ? null : has.person(),
                has == null ? null : people.nameOf(has.person()),
                has == null ? null : has.since(),
                asked,
                has == null ? List.of() : processes.tasksOf(code, has.person()));
    }

    /**
     * @param id of the role
     * @param role its name; empty for somebody without one
     * @param person login of who has it; null while nobody has it
     * @param who name; null while nobody has it
     * @param asked name of who is being asked; null when nobody is
     * @param tasks names of the tasks that they have in this incident now
     */
    public record Line(
            String id,
            String role,
            String responsibilities,
            @Nullable String person,
            @Nullable String who,
            @Nullable Instant since,
            @Nullable String asked,
            List<String> tasks) {}
}
