package nl.draaiboek.response;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.NameTechLead;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives a role to a person, who keeps it until it is given to somebody else. */
@Component
public class GiveRoles {

    private final JdbcClient jdbc;
    private final NameTechLead nameTechLead;
    private final IncidentRecord record;
    private final Clock clock;

    GiveRoles(JdbcClient jdbc, NameTechLead nameTechLead, IncidentRecord record, Clock clock) {
        this.jdbc = jdbc;
        this.nameTechLead = nameTechLead;
        this.record = record;
        this.clock = clock;
    }

    /**
     * @param person user id
     * @param by who gives it
     */
    @Transactional
    public void give(IncidentCode code, Role role, String person, String by) {
        var changed = jdbc.sql(
                        """
                insert into draaiboek.incident_role (incident, role, person, since) values (:code, :role, :person, :now)
                on conflict (incident, role) do update set person = excluded.person, since = excluded.since
                 where incident_role.person <> excluded.person""")
                .param("code", code.value())
                .param("role", role.name())
                .param("person", person)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (changed == 1) {
            if (role == Role.TECH_LEAD) {
                nameTechLead.name(code, person);
            }
            record.append(code, "role.given", by, Map.of("role", role.name(), "person", person));
        }
    }

    /** Who has which role now. */
    public Map<Role, String> of(IncidentCode code) {
        var roles = new EnumMap<Role, String>(Role.class);
        jdbc.sql("select role, person from draaiboek.incident_role where incident = ?")
                .param(code.value())
                .query(row -> {
                    roles.put(Role.valueOf(row.getString("role")), row.getString("person"));
                });
        return roles;
    }
}
