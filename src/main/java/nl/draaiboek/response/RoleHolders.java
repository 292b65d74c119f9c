package nl.draaiboek.response;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Milestone;
import nl.draaiboek.incident.RecordEntry;
import nl.draaiboek.incident.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who holds which role of an incident now. Who leads is one of them; a role that nobody was given is with the lead. */
@Component
public class RoleHolders {

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final IncidentRecord record;

    RoleHolders(JdbcClient jdbc, Incidents incidents, IncidentRecord record) {
        this.record = record;
        this.jdbc = jdbc;
        this.incidents = incidents;
    }

    /** Logins by id of the role, the lead first; without roles that nobody was given. */
    public Map<String, String> of(IncidentCode code) {
        var holders = new LinkedHashMap<String, String>();
        var lead = incidents.get(code).lead();
        if (lead != null) {
            holders.put(Role.INCIDENT_MANAGER, lead);
        }
        given(code).forEach(held -> holders.put(held.role(), held.person()));
        return holders;
    }

    /** Who answers for a role: whoever was given it, else the lead; nothing while nobody leads either. */
    public Optional<String> responsible(IncidentCode code, String role) {
        var holders = of(code);
        return Optional.ofNullable(holders.get(role)).or(() -> Optional.ofNullable(holders.get(Role.INCIDENT_MANAGER)));
    }

    /** Everyone who holds a role, and since when; the lead first. */
    public List<Held> held(IncidentCode code) {
        var held = new ArrayList<Held>();
        var incident = incidents.get(code);
        if (incident.lead() != null) {
            held.add(new Held(Role.INCIDENT_MANAGER, incident.lead(), leadsSince(incident), false));
        }
        held.addAll(given(code));
        return held;
    }

    private Instant leadsSince(Incident incident) {
        return record.of(incident.code()).stream()
                .filter(entry -> entry.kind().startsWith("lead.taken"))
                .map(RecordEntry::at)
                .max(Instant::compareTo)
                .or(() -> incident.at(Milestone.LED))
                .orElse(incident.since());
    }

    /** Roles beside the lead that were given, by id. */
    public List<Held> given(IncidentCode code) {
        return jdbc.sql(
                        "select role, person, since, of_lead from draaiboek.incident_role where incident = ? order by role")
                .param(code.value())
                .query((row, n) -> new Held(
                        row.getString("role"),
                        row.getString("person"),
                        Objects.requireNonNull(Timestamps.read(row, "since")),
                        row.getBoolean("of_lead")))
                .list();
    }

    /**
     * @param role its id
     * @param ofLead whether it is with the lead because nobody took it
     */
    public record Held(String role, String person, Instant since, boolean ofLead) {}
}
