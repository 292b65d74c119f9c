package nl.draaiboek.response;

import java.util.List;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.incident.IncidentClosed;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentResolved;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What called people while a channel was away is not said afterwards: once it is over they get the closing words and no old alarms
 * (R-7.6, R-8.3).
 */
@Component
class TakeBackCalls {

    private static final List<String> CALLS = List.of(
            "team-alert",
            "page",
            "page-sms",
            "page-call",
            "page-answered",
            "page-answered-sms",
            "page-nobody",
            "task-reminder");

    private final Dispatches dispatches;

    TakeBackCalls(Dispatches dispatches) {
        this.dispatches = dispatches;
    }

    @EventListener
    void resolved(IncidentResolved event) {
        over(event.code());
    }

    @EventListener
    void closed(IncidentClosed event) {
        over(event.code());
    }

    private void over(IncidentCode code) {
        dispatches.withdraw(code, CALLS, "It was over before this could go out.");
    }
}
