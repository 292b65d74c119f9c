package nl.draaiboek.response;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.LeadChanged;
import nl.draaiboek.incident.LockIncident;
import nl.draaiboek.incident.NameTechLead;
import nl.draaiboek.incident.TakeLead;
import nl.draaiboek.incident.Timestamps;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes somebody the holder of a role, in place of whoever had it. In one statement and under the incident's lock:
 * at no moment do two people have it, and one that was held is never without somebody.
 */
@Component
public class GiveRoles {

    private final JdbcClient jdbc;
    private final LockIncident locked;
    private final RoleHolders holders;
    private final Roles roles;
    private final TakeLead takeLead;
    private final NameTechLead nameTechLead;
    private final IncidentRecord record;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    GiveRoles(
            JdbcClient jdbc,
            LockIncident locked,
            RoleHolders holders,
            Roles roles,
            TakeLead takeLead,
            NameTechLead nameTechLead,
            IncidentRecord record,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.locked = locked;
        this.holders = holders;
        this.roles = roles;
        this.takeLead = takeLead;
        this.nameTechLead = nameTechLead;
        this.record = record;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Giving it to who has it already changes nothing.
     *
     * @param role its id
     * @param person user id
     * @param by who gives it
     * @param why for the record, as typed; may be empty
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void give(IncidentCode code, String role, String person, String by, String why) {
        give(code, role, person, by, why, false);
    }

    /** Nobody took it: it is with whoever leads, also when that becomes somebody else. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void leave(IncidentCode code, String role, String lead) {
        give(code, role, lead, IncidentRecord.DRAAIBOEK, "", true);
    }

    @EventListener
    void lead(LeadChanged event) {
        jdbc.sql(
                        "select role from draaiboek.incident_role where incident = ? and of_lead and person <> ? order by role")
                .params(event.code().value(), event.now())
                .query(String.class)
                .list()
                .forEach(role -> leave(event.code(), role, event.now()));
    }

    private void give(IncidentCode code, String role, String person, String by, String why, boolean ofLead) {
        locked.lock(code);
        if (role.equals(Role.INCIDENT_MANAGER)) {
            takeLead.takeOver(code, person, why);
            return;
        }
        var before = holders.of(code).get(role);
        if (person.equals(before)) {
            return;
        }
        jdbc.sql(
                        """
                insert into draaiboek.incident_role (incident, role, person, since, of_lead) values (:code, :role, :person, :now, :ofLead)
                on conflict (incident, role) do update set person = excluded.person, since = excluded.since, of_lead = excluded.of_lead""")
                .param("ofLead", ofLead)
                .param("code", code.value())
                .param("role", role)
                .param("person", person)
                .param("now", Objects.requireNonNull(Timestamps.of(clock.instant())))
                .update();
        record.append(
                code,
                "role.given",
                by,
                Map.of("role", roles.nameOf(role), "person", person, "from", before == null ? "" : before, "why", why));
        if (role.equals(Role.TECH_LEAD)) {
            nameTechLead.name(code, person);
        }
        events.publishEvent(new RoleGiven(code, role, before, person));
    }
}
