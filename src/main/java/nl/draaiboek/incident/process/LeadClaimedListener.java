package nl.draaiboek.incident.process;

import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.ProcessMessages;
import nl.draaiboek.engine.ProcessVariable;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/** Somebody claimed the task of the lead: {@code lead.claimed} is told, so that others are not asked while they look. */
@ForDiagrams("leadClaimed")
class LeadClaimedListener implements TaskListener {

    private final ProcessMessages messages;

    LeadClaimedListener(ProcessMessages messages) {
        this.messages = messages;
    }

    @Override
    public void notify(DelegateTask task) {
        if (task.getAssignee() != null) {
            messages.tell("lead.claimed", ProcessVariable.INCIDENT.from(task));
        }
    }
}
