package nl.draaiboek.incident.process;

import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.NoteFinding;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/** Keeps how the lead goes on with what nobody has reproduced in time. */
@ForDiagrams("decideUnproven")
class DecideUnprovenListener implements TaskListener {

    private final NoteFinding noteFinding;
    private final CurrentPerson currentPerson;

    DecideUnprovenListener(NoteFinding noteFinding, CurrentPerson currentPerson) {
        this.noteFinding = noteFinding;
        this.currentPerson = currentPerson;
    }

    @Override
    public void notify(DelegateTask task) {
        var answers = new Answers(task);
        var decision = answers.choice("decision", "Say how we go on.", "real", "rejected", "wait");
        var why = answers.required("why", 1000, "Say why.");
        noteFinding.note(
                new IncidentCode(ProcessVariable.INCIDENT.from(task)),
                currentPerson.completes(task),
                decision,
                why,
                null);
        task.getExecution().setVariable("outcome", decision);
        task.getExecution().setVariable("because", why);
    }
}
