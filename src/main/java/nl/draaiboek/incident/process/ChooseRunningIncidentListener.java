package nl.draaiboek.incident.process;

import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.Incidents;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/** Binds a process that somebody started by hand to the running incident they chose. */
@ForDiagrams("chooseRunningIncident")
class ChooseRunningIncidentListener implements TaskListener {

    private final Incidents incidents;

    ChooseRunningIncidentListener(Incidents incidents) {
        this.incidents = incidents;
    }

    @Override
    public void notify(DelegateTask task) {
        var chosen = new Answers(task).required("chosen", 30, "Choose the incident.");
        var code = incidents.running().stream()
                .map(Incident::code)
                .filter(running -> running.value().equals(chosen))
                .findFirst()
                .orElseThrow(() -> new InvalidAnswer("chosen", "'" + chosen + "' is no running incident."));
        ProcessVariable.INCIDENT.set(task.getExecution(), code.value());
        task.getExecution().setProcessBusinessKey(code.value());
    }
}
