package nl.draaiboek.response.process;

import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.response.GiveRoles;
import nl.draaiboek.response.Role;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Nobody gave the roles in time: the lead has them all, so that every role has somebody. */
@ForDiagrams("keepRoles")
class KeepRolesDelegate implements JavaDelegate {

    private final GiveRoles giveRoles;
    private final Incidents incidents;

    KeepRolesDelegate(GiveRoles giveRoles, Incidents incidents) {
        this.giveRoles = giveRoles;
        this.incidents = incidents;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var code = new IncidentCode(ProcessVariable.INCIDENT.from(execution));
        var lead = incidents.get(code).lead();
        if (lead == null) {
            return;
        }
        var given = giveRoles.of(code);
        for (var role : Role.values()) {
            if (!given.containsKey(role)) {
                giveRoles.give(code, role, lead, IncidentRecord.DRAAIBOEK);
            }
        }
    }
}
