package nl.draaiboek.incident.process;

import nl.draaiboek.engine.AsDraaiboek;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentOpened;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Starts the plan in the transaction that opens the incident, so that there is never one without the other. */
@Component
class StartIncidentResponse {

    private static final String PROCESS = "incident-response";

    private final RuntimeService runtime;
    private final AsDraaiboek asDraaiboek;

    StartIncidentResponse(RuntimeService runtime, AsDraaiboek asDraaiboek) {
        this.runtime = runtime;
        this.asDraaiboek = asDraaiboek;
    }

    @EventListener
    void start(IncidentOpened event) {
        var code = event.code().value();
        asDraaiboek.run(() -> runtime.startProcessInstanceByKey(
                PROCESS, code, Variables.putValue(ProcessVariable.INCIDENT.name(), code)));
    }
}
