package nl.draaiboek.response.process;

import java.util.List;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.response.GiveRoles;
import nl.draaiboek.response.Role;
import nl.draaiboek.response.RoleHolders;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Nobody gave the roles in time: the lead has them all, so that every role has somebody. */
@ForDiagrams("keepRoles")
class KeepRolesDelegate implements JavaDelegate {

    private final GiveRoles giveRoles;
    private final RoleHolders holders;
    private final Incidents incidents;

    KeepRolesDelegate(GiveRoles giveRoles, RoleHolders holders, Incidents incidents) {
        this.giveRoles = giveRoles;
        this.holders = holders;
        this.incidents = incidents;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var code = new IncidentCode(ProcessVariable.INCIDENT.from(execution));
        var lead = incidents.get(code).lead();
        if (lead == null) {
            return;
        }
        var given = holders.of(code);
        for (var role : List.of(Role.TECH_LEAD, Role.COMMUNICATIONS_MANAGER)) {
            if (!given.containsKey(role)) {
                giveRoles.leave(code, role, lead);
            }
        }
    }
}
