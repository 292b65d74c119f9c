package nl.draaiboek.response;

import java.util.List;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.incident.IncidentOver;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What called people while a channel was away is not said afterwards: once it is over they get the closing words and no old alarms
 * or of what was nothing, none at all.
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

    /** Before those who were called hear that it was nothing: who never got the call need not hear that either. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void over(IncidentOver event) {
        dispatches.withdraw(event.code(), CALLS, "It was over before this could go out.");
    }
}
