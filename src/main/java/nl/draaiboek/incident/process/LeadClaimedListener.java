package nl.draaiboek.incident.process;

import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.ProcessMessages;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.LeadClaimed;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.ApplicationEventPublisher;

/** Somebody claimed the task of the lead: {@code lead.claimed} is told, so that others are not asked while they look. */
@ForDiagrams("leadClaimed")
class LeadClaimedListener implements TaskListener {

    private final ProcessMessages messages;

    private final ApplicationEventPublisher events;

    LeadClaimedListener(ProcessMessages messages, ApplicationEventPublisher events) {
        this.messages = messages;
        this.events = events;
    }

    @Override
    public void notify(DelegateTask task) {
        if (task.getAssignee() != null) {
            var incident = ProcessVariable.INCIDENT.from(task);
            messages.tell("lead.claimed", incident);
            events.publishEvent(new LeadClaimed(new IncidentCode(incident), task.getAssignee()));
        }
    }
}
