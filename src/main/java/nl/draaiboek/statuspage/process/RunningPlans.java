package nl.draaiboek.statuspage.process;

import java.util.Optional;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.statuspage.InEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.stereotype.Component;

/** Finds the running plan by its business key. */
@Component
class RunningPlans implements InEngine {

    private final RuntimeService runtime;

    RunningPlans(RuntimeService runtime) {
        this.runtime = runtime;
    }

    @Override
    public Optional<String> instanceOf(IncidentCode code) {
        return runtime
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(code.value())
                .rootProcessInstances()
                .listPage(0, 1)
                .stream()
                .map(ProcessInstance::getId)
                .findFirst();
    }
}
