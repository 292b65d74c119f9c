package nl.draaiboek.communication.process;

import nl.draaiboek.engine.ProcessMessages;
import nl.draaiboek.incident.ExpectedRecoveryChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Another expected time of recovery is something to tell at once. */
@Component
class TellExpectedRecovery {

    private final ProcessMessages messages;

    TellExpectedRecovery(ProcessMessages messages) {
        this.messages = messages;
    }

    @EventListener
    void changed(ExpectedRecoveryChanged event) {
        messages.tell("promise.moved", event.code().value());
    }
}
