package nl.draaiboek.everyone.process;

import java.util.List;
import java.util.Map;
import nl.draaiboek.engine.AsDraaiboek;
import nl.draaiboek.engine.BeforeCommit;
import nl.draaiboek.engine.ProcessMessages;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.everyone.PoolProcesses;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentMerged;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The communication pool in the engine: {@code offer-communication-work} and {@code do-communication-work}. */
@Component
class EnginePool implements PoolProcesses {

    static final String OFFERS = "offer-communication-work";
    static final ProcessVariable<String> WORK = ProcessVariable.text("work");
    static final ProcessVariable<String> OFFER = ProcessVariable.text("offer");

    /** What is agreed of it before it is described. */
    static final ProcessVariable<String> AGREED = ProcessVariable.text("agreed");

    private static final String STARTER = "starter";
    private static final String DOES = "do-communication-work";

    private final ProcessEngine engine;
    private final AsDraaiboek asDraaiboek;
    private final BeforeCommit beforeCommit;
    private final ProcessMessages messages;

    EnginePool(
            @Lazy ProcessEngine engine,
            @Lazy AsDraaiboek asDraaiboek,
            BeforeCommit beforeCommit,
            @Lazy ProcessMessages messages) {
        this.engine = engine;
        this.asDraaiboek = asDraaiboek;
        this.beforeCommit = beforeCommit;
        this.messages = messages;
    }

    @Override
    public void work(IncidentCode incident, long offer) {
        beforeCommit.run(() -> asDraaiboek.run(() -> engine.getRuntimeService()
                .startProcessInstanceByKey(
                        DOES,
                        incident.value(),
                        Map.of(
                                ProcessVariable.INCIDENT.name(),
                                incident.value(),
                                OFFER.name(),
                                Long.toString(offer)))));
    }

    @Override
    public void describe(IncidentCode incident, String person, String how) {
        beforeCommit.run(() -> asDraaiboek.run(() -> engine.getRuntimeService()
                .startProcessInstanceByKey(
                        OFFERS,
                        incident.value(),
                        Map.of(
                                ProcessVariable.INCIDENT.name(),
                                incident.value(),
                                STARTER,
                                person,
                                AGREED.name(),
                                how,
                                // There is none before it is described.
                                WORK.name(),
                                ""))));
    }

    @Override
    public void changed(IncidentCode incident) {
        messages.tellAtTheEnd("communication-pool.changed", incident.value());
    }

    /** What is merged is over for those who were asked in it. */
    @EventListener
    void merged(IncidentMerged event) {
        messages.tellAtTheEnd("incident.over", event.code().value(), List.of(OFFERS, DOES));
    }
}
