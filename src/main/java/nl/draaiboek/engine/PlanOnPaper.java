package nl.draaiboek.engine;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The plan that runs, as people read it on paper. Read once a deployment. */
@Component
public class PlanOnPaper {

    private final ProcessEngine engine;
    private final AsDraaiboek asDraaiboek;
    private volatile @Nullable Known last;

    private record Known(long deployments, PlanText text) {}

    PlanOnPaper(@Lazy ProcessEngine engine, @Lazy AsDraaiboek asDraaiboek) {
        this.engine = engine;
        this.asDraaiboek = asDraaiboek;
    }

    /** As its owners have it now. */
    public PlanText now() {
        return asDraaiboek.call(() -> {
            var deployments =
                    engine.getRepositoryService().createDeploymentQuery().count();
            var known = last;
            if (known == null || known.deployments() != deployments) {
                known = new Known(deployments, PlanText.of(new LatestPlan((ProcessEngineConfigurationImpl)
                        engine.getProcessEngineConfiguration())));
                last = known;
            }
            return known.text();
        });
    }
}
