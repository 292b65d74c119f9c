package nl.draaiboek.incident.process;

import nl.draaiboek.engine.ProcessMessages;
import nl.draaiboek.incident.AlertFired;
import nl.draaiboek.incident.AlertsCleared;
import nl.draaiboek.incident.IncidentClosed;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentMerged;
import nl.draaiboek.incident.IncidentRejected;
import nl.draaiboek.incident.IncidentResolved;
import nl.draaiboek.incident.LeadChanged;
import nl.draaiboek.incident.PublicStateChanged;
import nl.draaiboek.incident.SeverityChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Turns what happens to an incident into the messages that diagrams wait for. */
@Component
class TellProcesses {

    private final ProcessMessages messages;

    TellProcesses(ProcessMessages messages) {
        this.messages = messages;
    }

    @EventListener
    void severity(SeverityChanged event) {
        var code = event.code().value();
        messages.tell("severity.changed", code);
        if (event.crisisPlan() != event.crisisPlanBefore()) {
            messages.tell(event.crisisPlan() ? "crisis-plan.switched-on" : "crisis-plan.switched-off", code);
        }
    }

    @EventListener
    void publicState(PublicStateChanged event) {
        messages.tell("state.changed", event.code().value());
    }

    @EventListener
    void lead(LeadChanged event) {
        messages.tell("lead.changed", event.code().value());
    }

    @EventListener
    void alertFired(AlertFired event) {
        messages.tell("alert.fired", event.code().value());
    }

    @EventListener
    void alertsCleared(AlertsCleared event) {
        messages.tell("alert.cleared", event.code().value());
    }

    @EventListener
    void closed(IncidentClosed event) {
        messages.tell("incident.closed", event.code().value());
        over(event.code());
    }

    @EventListener
    void resolved(IncidentResolved event) {
        over(event.code());
    }

    @EventListener
    void rejected(IncidentRejected event) {
        over(event.code());
    }

    /** At the end, for it ends steps beside the one that caused it. */
    private void over(IncidentCode code) {
        messages.tellAtTheEnd("incident.over", code.value());
    }

    /** At the end, for it stops the process in which somebody may have decided to merge. */
    @EventListener
    void merged(IncidentMerged event) {
        messages.tellAtTheEnd("incident.merged", event.code().value());
    }
}
