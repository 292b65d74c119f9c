package nl.draaiboek.incident.process;

import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.DecideSeverity;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.incident.SeverityDecision;
import nl.draaiboek.incident.SeverityDecision.Proposal;
import nl.draaiboek.people.People;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/** Takes the decision on severity and crisis plan, beside what the tables proposed. */
@ForDiagrams("decideSeverity")
class DecideSeverityListener implements TaskListener {

    private final DecideSeverity decideSeverity;
    private final Incidents incidents;
    private final People people;
    private final CurrentPerson currentPerson;

    DecideSeverityListener(
            DecideSeverity decideSeverity, Incidents incidents, People people, CurrentPerson currentPerson) {
        this.decideSeverity = decideSeverity;
        this.incidents = incidents;
        this.people = people;
        this.currentPerson = currentPerson;
    }

    @Override
    public void notify(DelegateTask task) {
        var code = new IncidentCode(ProcessVariable.INCIDENT.from(task));
        var person = currentPerson.completes(task);
        if (!mayDecide(code, person)) {
            throw new InvalidAnswer(
                    "severityChosen", "Severity is decided by who leads " + code + " or by an incident manager.");
        }
        var answers = new Answers(task);
        var severity = Severity.of(
                        Integer.parseInt(answers.choice("severityChosen", "Choose the severity.", "1", "2", "3")))
                .orElseThrow();
        var plan = answers.choice("crisisPlanChosen", "Say whether the crisis plan is on.", "on", "off")
                .equals("on");
        var proposed = new Proposal<>(
                Severity.of(ProcessVariable.number("proposedSeverity").from(task))
                        .orElseThrow(),
                text(task, "severityRule"),
                text(task, "severityBecause"));
        var planProposed = new Proposal<>(
                ProcessVariable.yesNo("proposedPlan").from(task), text(task, "planRule"), text(task, "planBecause"));
        var why = answers.text("why", 1000);
        if (why.isEmpty() && (severity != proposed.value() || plan != planProposed.value())) {
            throw new InvalidAnswer("why", "You decide otherwise than proposed: say why.");
        }
        decideSeverity.decide(code, new SeverityDecision(severity, plan, proposed, planProposed, why), person);
    }

    private boolean mayDecide(IncidentCode code, String person) {
        return person.equals(incidents.get(code).lead())
                || people.inGroups("incidentManagers").stream()
                        .anyMatch(manager -> manager.id().equals(person));
    }

    private static String text(DelegateTask task, String name) {
        return ProcessVariable.text(name).find(task).orElse("");
    }
}
