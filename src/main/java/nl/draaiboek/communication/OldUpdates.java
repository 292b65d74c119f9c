package nl.draaiboek.communication;

import java.time.Instant;
import java.util.List;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.delivery.Outdated;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentResolved;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Milestone;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What a channel that is down holds of updates is withdrawn once it is resolved: nobody reads "we are looking for the cause" of
 * what works again. The closing words go to all of them instead.
 */
@Component
class OldUpdates implements Outdated {

    private static final String UPDATE = "update";

    private final Dispatches dispatches;
    private final Incidents incidents;

    OldUpdates(Dispatches dispatches, Incidents incidents) {
        this.dispatches = dispatches;
        this.incidents = incidents;
    }

    @EventListener
    void resolved(IncidentResolved event) {
        dispatches.withdraw(event.code(), List.of(UPDATE), why());
    }

    /** What was still being tried when it was resolved. */
    @Override
    public boolean untrue(IncidentCode incident, String message, Instant writtenAt) {
        return message.equals(UPDATE)
                && incidents
                        .get(incident)
                        .at(Milestone.RESOLVED)
                        .filter(writtenAt::isBefore)
                        .isPresent();
    }

    @Override
    public String why() {
        return "It was resolved before this could go out.";
    }
}
