package nl.draaiboek.intake.process;

import java.util.Objects;
import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/** Takes the answer to "is it one of these?": a running incident, or none of them. */
@ForDiagrams("chooseIncident")
class ChooseIncidentListener implements TaskListener {

    private final Incidents incidents;

    ChooseIncidentListener(Incidents incidents) {
        this.incidents = incidents;
    }

    @Override
    public void notify(DelegateTask task) {
        var choice = new Answers(task).required(Placing.CHOICE.name(), 40, "Choose an incident, or none of these.");
        var own = ProcessVariable.INCIDENT.find(task.getExecution()).orElse("");
        if (choice.equals(own)) {
            throw new InvalidAnswer(
                    Placing.CHOICE.name(), choice + " is this one itself. Choose another, or none of these.");
        }
        var runs = incidents.running().stream()
                .anyMatch(incident -> incident.code().value().equals(choice));
        if (!runs && !choice.equals(Placing.NONE)) {
            throw new InvalidAnswer(
                    Placing.CHOICE.name(), choice + " does not run (any more). Choose another one, or none of these.");
        }
        Placing.CHOSEN_BY.set(
                task.getExecution(), Objects.requireNonNullElse(task.getAssignee(), IncidentRecord.DRAAIBOEK));
    }
}
