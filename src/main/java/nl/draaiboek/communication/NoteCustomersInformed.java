package nl.draaiboek.communication;

import nl.draaiboek.delivery.DispatchSettled;
import nl.draaiboek.incident.CustomersInformed;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The first update that reached anyone outside is a milestone of the incident. */
@Component
class NoteCustomersInformed {

    private final CustomersInformed customersInformed;

    NoteCustomersInformed(CustomersInformed customersInformed) {
        this.customersInformed = customersInformed;
    }

    @EventListener
    void settled(DispatchSettled dispatch) {
        if (dispatch.message().equals("update")
                && dispatch.delivered() > 0
                && NotePublication.outside(dispatch.channel(), dispatch.audience())) {
            customersInformed.note(dispatch.incident());
        }
    }
}
