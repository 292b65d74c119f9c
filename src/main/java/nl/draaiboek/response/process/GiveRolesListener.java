package nl.draaiboek.response.process;

import java.util.LinkedHashMap;
import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.response.OfferRole.Wish;
import nl.draaiboek.response.Role;
import nl.draaiboek.response.RoleProcesses;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/** Asks people to take the two roles beside the lead, and then what others who came are to do. */
@ForDiagrams("giveRoles")
class GiveRolesListener implements TaskListener {

    private final RolesForDiagrams roles;
    private final RoleProcesses processes;
    private final CurrentPerson currentPerson;

    GiveRolesListener(RolesForDiagrams roles, RoleProcesses processes, CurrentPerson currentPerson) {
        this.roles = roles;
        this.processes = processes;
        this.currentPerson = currentPerson;
    }

    @Override
    public void notify(DelegateTask task) {
        var code = new IncidentCode(ProcessVariable.INCIDENT.from(task));
        var by = currentPerson.completes(task);
        var answers = new Answers(task);
        var whom = new LinkedHashMap<String, String>();
        whom.put(Role.TECH_LEAD, answers.required("techLead", 64, "Choose the tech lead."));
        whom.put(
                Role.COMMUNICATIONS_MANAGER,
                answers.required("communicationsManager", 64, "Choose the communications manager."));
        whom.forEach((role, person) -> {
            try {
                roles.offer(new Wish(code, role, person, by, ""));
            } catch (InvalidAnswer e) {
                throw new InvalidAnswer(role, String.valueOf(e.getMessage()));
            }
        });
        processes.place(code);
    }
}
