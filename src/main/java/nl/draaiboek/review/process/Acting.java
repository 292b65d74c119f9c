package nl.draaiboek.review.process;

import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.springframework.stereotype.Component;

/** For which incident something is done, and by whom. */
@Component("actingInReview")
class Acting {

    private final CurrentPerson currentPerson;

    Acting(CurrentPerson currentPerson) {
        this.currentPerson = currentPerson;
    }

    static IncidentCode incident(VariableScope scope) {
        return new IncidentCode(ProcessVariable.INCIDENT.from(scope));
    }

    /** Who completes the task: the person logged in, or its assignee where a script acts for them. */
    String completes(DelegateTask task) {
        return currentPerson.completes(task);
    }
}
