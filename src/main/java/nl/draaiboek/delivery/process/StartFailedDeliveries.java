package nl.draaiboek.delivery.process;

import java.util.Map;
import nl.draaiboek.delivery.DispatchSettled;
import nl.draaiboek.engine.AsDraaiboek;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Somebody is told of the addresses that were not reached, in the transaction that records it. */
@Component
class StartFailedDeliveries {

    private static final String PROCESS = "failed-deliveries";

    private final ObjectProvider<RuntimeService> runtime;
    private final AsDraaiboek asDraaiboek;

    StartFailedDeliveries(ObjectProvider<RuntimeService> runtime, AsDraaiboek asDraaiboek) {
        this.runtime = runtime;
        this.asDraaiboek = asDraaiboek;
    }

    @EventListener
    void on(DispatchSettled settled) {
        if (settled.failed() + settled.unknown() > 0) {
            asDraaiboek.run(() -> start(settled));
        }
    }

    /** Once per dispatch: a task that is still open shows what failed since. */
    private void start(DispatchSettled settled) {
        var dispatch = settled.dispatch().toString();
        var engine = runtime.getObject();
        var asked = engine.createProcessInstanceQuery()
                .processDefinitionKey(PROCESS)
                .variableValueEquals("dispatch", dispatch)
                .count();
        if (asked == 0) {
            engine.startProcessInstanceByKey(
                    PROCESS,
                    settled.incident().value(),
                    Map.of("incident", settled.incident().value(), "dispatch", dispatch));
        }
    }
}
