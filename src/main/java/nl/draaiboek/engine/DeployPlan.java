package nl.draaiboek.engine;

import java.io.IOException;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** Deploys the plan that stands in the program itself. */
@Component
class DeployPlan {

    private final RepositoryService repository;

    DeployPlan(RepositoryService repository) {
        this.repository = repository;
    }

    @EventListener(ApplicationStartedEvent.class)
    void deploy() throws IOException {
        var deployment =
                repository.createDeployment().name("plan").source("folder").enableDuplicateFiltering(false);
        var found = false;
        for (var pattern :
                new String[] {"classpath*:processes/*.bpmn", "classpath*:processes/*.dmn", "classpath*:forms/*.form"}) {
            for (var resource : new PathMatchingResourcePatternResolver().getResources(pattern)) {
                deployment.addInputStream(resource.getFilename(), resource.getInputStream());
                found = true;
            }
        }
        if (found) {
            deployment.deploy();
        }
    }
}
