package nl.draaiboek.engine;

import java.io.IOException;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** Deploys the plan that stands in the program itself. */
@Component
class DeployPlan {

    private final RepositoryService repository;

    private final AuthorizationService authorizations;
    private final IdentityService identity;

    DeployPlan(RepositoryService repository, AuthorizationService authorizations, IdentityService identity) {
        this.repository = repository;
        this.authorizations = authorizations;
        this.identity = identity;
    }

    @EventListener(ApplicationStartedEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void deploy() throws IOException {
        Groups.ALL.forEach((id, name) -> {
            if (identity.createGroupQuery().groupId(id).count() == 0) {
                var group = identity.newGroup(id);
                group.setName(name);
                group.setType("WORKFLOW");
                identity.saveGroup(group);
            }
        });
        new Grants(authorizations).giveFromTheStart();
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
