package nl.draaiboek.response.process;

import java.time.Duration;
import java.util.Map;
import nl.draaiboek.engine.AsDraaiboek;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.response.Workload;
import org.camunda.bpm.engine.DecisionService;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The newest {@code workload.dmn} there is, also for incidents that began before it. */
@Component
class WorkloadTable implements Workload {

    private final DecisionService decisions;
    private final AsDraaiboek asDraaiboek;

    WorkloadTable(@Lazy DecisionService decisions, AsDraaiboek asDraaiboek) {
        this.decisions = decisions;
        this.asDraaiboek = asDraaiboek;
    }

    @Override
    public Most of(Severity severity) {
        var result = asDraaiboek.call(() -> decisions
                .evaluateDecisionTableByKey("workload")
                .variables(Map.of("severity", severity.number()))
                .evaluate());
        if (result.size() == 1
                && result.get(0).get("mostRoles") instanceof Number roles
                && result.get(0).get("mostHours") instanceof Number hours) {
            return new Most(roles.intValue(), Duration.ofHours(hours.longValue()));
        }
        throw new IllegalStateException("workload.dmn must have exactly one row with two whole numbers for severity "
                + severity.number() + ".");
    }
}
