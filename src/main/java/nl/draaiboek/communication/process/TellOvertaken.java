package nl.draaiboek.communication.process;

import nl.draaiboek.communication.KeepPromise;
import nl.draaiboek.communication.PromiseTakenOver;
import nl.draaiboek.communication.WhatToTell;
import nl.draaiboek.engine.ProcessMessages;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentDeclared;
import nl.draaiboek.incident.IncidentRejected;
import nl.draaiboek.incident.IncidentResolved;
import nl.draaiboek.incident.PublicState;
import nl.draaiboek.incident.PublicStateChanged;
import nl.draaiboek.incident.SeverityChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What is being written is no longer so once it is proven, rejected or resolved, or once nobody has to be told any
 * more. The loop and the clock ask for the facts again.
 */
@Component
class TellOvertaken {

    private final ProcessMessages messages;
    private final WhatToTell whatToTell;
    private final KeepPromise keepPromise;
    private final PromiseForDiagrams promise;

    TellOvertaken(
            ProcessMessages messages, WhatToTell whatToTell, KeepPromise keepPromise, PromiseForDiagrams promise) {
        this.keepPromise = keepPromise;
        this.promise = promise;
        this.messages = messages;
        this.whatToTell = whatToTell;
    }

    @EventListener
    void declared(IncidentDeclared event) {
        tell(event.code());
    }

    @EventListener
    void rejected(IncidentRejected event) {
        tell(event.code());
        messages.tellAtTheEnd("communication.over", event.code().value());
    }

    @EventListener
    void resolved(IncidentResolved event) {
        keepPromise.closingWords(event.code());
        messages.tellAtTheEnd("promise.made", event.code().value());
        messages.tellAtTheEnd("update.overtaken", event.code().value());
        messages.tellAtTheEnd("communication.over", event.code().value());
    }

    @EventListener
    void severity(SeverityChanged event) {
        if (whatToTell.about(event.code()) == WhatToTell.Answer.ALL_TOLD) {
            tell(event.code());
        }
    }

    /** What seemed solved is back: nobody waits for it as long as during the watch. */
    @EventListener
    void back(PublicStateChanged event) {
        if (event.before() == PublicState.MONITORING
                && event.now() != PublicState.RESOLVED
                && keepPromise.reconsider(event.code())) {
            moved(event.code());
        }
    }

    /** Whether communication runs yet or not, it asks for the facts again. */
    @EventListener
    void takenOver(PromiseTakenOver event) {
        moved(event.code());
    }

    private void moved(IncidentCode code) {
        promise.moveDueDate(code.value());
        messages.tellAtTheEnd("promise.made", code.value());
        messages.tellAtTheEnd("promise.moved", code.value());
    }

    private void tell(IncidentCode code) {
        messages.tellAtTheEnd("update.overtaken", code.value());
        messages.tellAtTheEnd("promise.made", code.value());
        messages.tellAtTheEnd("promise.moved", code.value());
        if (whatToTell.about(code) == WhatToTell.Answer.ALL_TOLD) {
            messages.tellAtTheEnd("communication.over", code.value());
        }
    }
}
