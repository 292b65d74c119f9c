package nl.draaiboek.incident.process;

import java.time.Clock;
import java.util.Date;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.ResponsePolicies;
import nl.draaiboek.incident.ResponsePolicy;
import nl.draaiboek.incident.Severity;

/** The response policy as timers ask for it: {@code ${policy.of(incident).takeLeadWithin}}. */
@ForDiagrams("policy")
public class PolicyForDiagrams {

    private final ResponsePolicies policies;
    private final Clock clock;

    PolicyForDiagrams(ResponsePolicies policies, Clock clock) {
        this.policies = policies;
        this.clock = clock;
    }

    /** @param incident code */
    public ResponsePolicy of(String incident) {
        return policies.of(new IncidentCode(incident));
    }

    /** The policy for severity 1, where no incident is known yet. */
    public ResponsePolicy strictest() {
        return policies.of(Severity.ONE);
    }

    /** When it is due, for the due date of a task: {@code ${policy.dueAt(incident, "takeLeadWithin")}}. */
    public Date dueAt(String incident, String column) {
        return Date.from(of(incident).due(column, clock.instant()));
    }
}
