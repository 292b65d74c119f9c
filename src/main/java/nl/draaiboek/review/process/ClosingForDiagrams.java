package nl.draaiboek.review.process;

import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.CloseIncident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.ResolveIncident;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.jspecify.annotations.Nullable;

/** Ends the emergency and closes the incident. */
@ForDiagrams("closing")
public class ClosingForDiagrams {

    private static final ProcessVariable<String> ANSWER = ProcessVariable.text("answer");
    private static final ProcessVariable<Boolean> IMPACT_ENDED = ProcessVariable.yesNo("impactEnded");
    private static final ProcessVariable<String> ANSWERED_BY = ProcessVariable.text("impactEndedSaidBy");

    private final Incidents incidents;
    private final ResolveIncident resolveIncident;
    private final CloseIncident closeIncident;

    ClosingForDiagrams(Incidents incidents, ResolveIncident resolveIncident, CloseIncident closeIncident) {
        this.incidents = incidents;
        this.resolveIncident = resolveIncident;
        this.closeIncident = closeIncident;
    }

    /** Who leads, or nothing while nobody does: then the group is asked. */
    public @Nullable String lead(String incident) {
        return incidents.get(new IncidentCode(incident)).lead();
    }

    /** Keeps the answer to "has the present or threatening impact ended?" and who gave it. */
    public void answer(DelegateTask task) {
        var answer =
                ANSWER.find(task).orElseThrow(() -> new InvalidAnswer("answer", "Say whether the impact has ended."));
        IMPACT_ENDED.set(task.getExecution(), "yes".equals(answer));
        ANSWERED_BY.set(task.getExecution(), task.getAssignee());
    }

    public void resolve(DelegateExecution execution) {
        resolveIncident.resolve(code(execution), ANSWERED_BY.from(execution));
        execution
                .getProcessEngineServices()
                .getRuntimeService()
                .createMessageCorrelation("incident.resolved")
                .processInstanceBusinessKey(code(execution).value())
                .correlateAll();
    }

    public void close(DelegateExecution execution) {
        closeIncident.close(code(execution), ANSWERED_BY.from(execution));
    }

    private static IncidentCode code(DelegateExecution execution) {
        return new IncidentCode(ProcessVariable.INCIDENT.from(execution));
    }
}
