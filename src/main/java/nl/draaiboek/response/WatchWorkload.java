package nl.draaiboek.response;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.LeadChanged;
import nl.draaiboek.incident.LockIncident;
import nl.draaiboek.incident.Timestamps;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Somebody in too many roles, or too long in one, is pointed out to whoever leads: once for each time that it becomes so.
 * Roles that nobody took, and that are with the lead for that, are counted for nobody.
 */
@Component
public class WatchWorkload {

    private static final String MANY = "";

    private final RoleHolders holders;
    private final Workload workload;
    private final RoleProcesses processes;
    private final Incidents incidents;
    private final LockIncident lockIncident;
    private final IncidentRecord record;
    private final Roles roles;
    private final JdbcClient jdbc;
    private final Clock clock;

    WatchWorkload(
            RoleHolders holders,
            Workload workload,
            RoleProcesses processes,
            Incidents incidents,
            LockIncident lockIncident,
            IncidentRecord record,
            Roles roles,
            JdbcClient jdbc,
            Clock clock) {
        this.holders = holders;
        this.workload = workload;
        this.processes = processes;
        this.incidents = incidents;
        this.lockIncident = lockIncident;
        this.record = record;
        this.roles = roles;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @EventListener
    void given(RoleGiven event) {
        processes.rolesChanged(event.code());
    }

    @EventListener
    void lead(LeadChanged event) {
        processes.rolesChanged(event.code());
    }

    /** Points out whoever has too much by now and was not pointed out for it yet. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void look(IncidentCode code) {
        var incident = lockIncident.lock(code);
        if (!incident.state().running()) {
            return;
        }
        var most = workload.of(incident.effectiveSeverity());
        var now = clock.instant();
        var held = taken(code);
        held.stream()
                .collect(Collectors.groupingBy(RoleHolders.Held::person, java.util.TreeMap::new, Collectors.toList()))
                .forEach((person, theirs) -> {
                    if (theirs.size() > most.roles() && first(code, person, MANY, last(theirs))) {
                        record.append(
                                code,
                                "workload.too-many",
                                IncidentRecord.DRAAIBOEK,
                                Map.of("person", person, "roles", theirs.size()));
                        processes.relieve(code, person, MANY);
                    }
                });
        for (var one : held) {
            if (!now.isBefore(one.since().plus(most.time())) && first(code, one.person(), one.role(), one.since())) {
                record.append(
                        code,
                        "workload.too-long",
                        IncidentRecord.DRAAIBOEK,
                        Map.of("person", one.person(), "role", roles.nameOf(one.role())));
                processes.relieve(code, one.person(), one.role());
            }
        }
    }

    /** When somebody has a role too long next, as things stand; nobody yet: after as long again. */
    public Instant nextLook(IncidentCode code) {
        var most = workload.of(incidents.get(code).effectiveSeverity()).time();
        var now = clock.instant();
        return taken(code).stream()
                .map(one -> one.since().plus(most))
                .filter(now::isBefore)
                .min(Comparator.naturalOrder())
                .orElse(now.plus(most));
    }

    private List<RoleHolders.Held> taken(IncidentCode code) {
        var taken = new ArrayList<>(holders.held(code));
        taken.removeIf(RoleHolders.Held::ofLead);
        return taken;
    }

    private static Instant last(List<RoleHolders.Held> theirs) {
        return theirs.stream()
                .map(RoleHolders.Held::since)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private boolean first(IncidentCode code, String person, String role, Instant since) {
        return jdbc.sql(
                                """
                        insert into draaiboek.relief_asked values (:code, :person, :role, :since, :now)
                        on conflict do nothing""")
                        .param("code", code.value())
                        .param("person", person)
                        .param("role", role)
                        .param("since", Objects.requireNonNull(Timestamps.of(since)))
                        .param("now", Objects.requireNonNull(Timestamps.of(clock.instant())))
                        .update()
                == 1;
    }
}
