package nl.draaiboek.response.process;

import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.people.People;
import nl.draaiboek.response.GiveRoles;
import nl.draaiboek.response.Role;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/** Gives the two roles beside the lead. */
@ForDiagrams("giveRoles")
class GiveRolesListener implements TaskListener {

    private final GiveRoles giveRoles;
    private final People people;
    private final CurrentPerson currentPerson;

    GiveRolesListener(GiveRoles giveRoles, People people, CurrentPerson currentPerson) {
        this.giveRoles = giveRoles;
        this.people = people;
        this.currentPerson = currentPerson;
    }

    @Override
    public void notify(DelegateTask task) {
        var code = new IncidentCode(ProcessVariable.INCIDENT.from(task));
        var by = currentPerson.id().orElse(String.valueOf(task.getAssignee()));
        var answers = new Answers(task);
        giveRoles.give(code, Role.TECH_LEAD, person(answers, "techLead", "Choose the tech lead."), by);
        giveRoles.give(
                code,
                Role.COMMUNICATIONS_MANAGER,
                person(answers, "communicationsManager", "Choose the communications manager."),
                by);
    }

    private String person(Answers answers, String field, String whatIsMissing) {
        var id = answers.required(field, 64, whatIsMissing);
        return people.find(id)
                .orElseThrow(() -> new InvalidAnswer(field, "Nobody has the login '" + id + "'."))
                .id();
    }
}
