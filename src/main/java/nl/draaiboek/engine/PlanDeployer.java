package nl.draaiboek.engine;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.repository.ResourceTypes;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.Process;

/**
 * Stands at the door of the engine. What a person deploys is completed with the rest of the plan that belongs to it, checked,
 * and refused as a whole when a rule is broken; the folder is checked too. Only new deployments: what runs is never judged
 * again.
 */
final class PlanDeployer {

    /** Source of the deployments that we make from the folder. */
    static final String FOLDER = "folder";

    private PlanDeployer() {}

    /** Before the engine reads the diagrams. */
    static Deployer check() {
        var rules = new DiagramRules();
        return deployment -> {
            var context = Context.getCommandContext();
            var person = context.getAuthenticatedUserId() != null;
            if (!deployment.isNew() || !person && !FOLDER.equals(deployment.getSource())) {
                return;
            }
            context.runWithoutAuthorization(() -> {
                if (person) {
                    var unknown = unknown(deployment);
                    if (!unknown.isEmpty()) {
                        throw new Refused(unknown);
                    }
                    complete(deployment, context);
                }
                var refusals = rules.refusals(files(deployment), new Deployed());
                if (!refusals.isEmpty()) {
                    throw new Refused(refusals);
                }
                return null;
            });
        };
    }

    /** After it has read them. */
    static Deployer grant() {
        return deployment -> {
            if (!deployment.isNew()) {
                return;
            }
            for (var file : files(deployment)) {
                if (file.kind() == PlanFile.Kind.BPMN) {
                    Bpmn.readModelFromStream(new ByteArrayInputStream(file.content()))
                            .getModelElementsByType(Process.class)
                            .forEach(process -> Context.getCommandContext().runWithoutAuthorization(() -> {
                                new Grants(Context.getProcessEngineConfiguration()
                                                .getAuthorizationService())
                                        .give(process);
                                return null;
                            }));
                }
            }
        };
    }

    /**
     * Adds what the deployed files are bound to, and what is bound to them: one changed diagram then takes effect for the next
     * incident, without including the whole plan by hand.
     */
    private static void complete(DeploymentEntity deployment, CommandContext context) {
        var latest = new LatestPlan(Context.getProcessEngineConfiguration());
        for (var file : latest.belongingTo(files(deployment))) {
            var resource = new ResourceEntity();
            resource.setName(file.name());
            resource.setBytes(file.content());
            resource.setDeploymentId(deployment.getId());
            resource.setType(ResourceTypes.REPOSITORY.getValue());
            resource.setCreateTime(ClockUtil.getCurrentTime());
            deployment.addResource(resource);
            context.getResourceManager().insertResource(resource);
        }
    }

    /**
     * What no rule would look at. The engine reads more endings than these three as diagrams: {@code .bpmn20.xml}, for one.
     */
    private static List<Refusal> unknown(DeploymentEntity deployment) {
        var refusals = new ArrayList<Refusal>();
        for (var resource : deployment.getResources().keySet()) {
            if (PlanFile.kind(resource).isEmpty()) {
                refusals.add(new Refusal(resource, "", "a plan has only files .bpmn, .dmn and .form"));
            }
        }
        refusals.addAll(DiagramRules.unreadable(files(deployment)));
        return refusals;
    }

    private static Collection<PlanFile> files(DeploymentEntity deployment) {
        var files = new ArrayList<PlanFile>();
        for (var resource : deployment.getResources().values()) {
            var name = resource.getName().substring(resource.getName().lastIndexOf('/') + 1);
            if (PlanFile.kind(name).isPresent()) {
                files.add(new PlanFile(name, resource.getBytes()));
            }
        }
        return files;
    }

    /** What is there already. */
    private static final class Deployed implements PlanSurroundings {

        @Override
        public boolean hasGroup(String id) {
            return NONE.hasGroup(id)
                    || Context.getProcessEngineConfiguration()
                                    .getIdentityService()
                                    .createGroupQuery()
                                    .groupId(id)
                                    .count()
                            > 0;
        }

        @Override
        public boolean hasDecision(String id) {
            return Context.getProcessEngineConfiguration()
                            .getRepositoryService()
                            .createDecisionDefinitionQuery()
                            .decisionDefinitionKey(id)
                            .count()
                    > 0;
        }
    }

    /** A plan that is not deployed; people read the message in Modeler. */
    static final class Refused extends BadUserRequestException {

        private static final long serialVersionUID = 1L;

        private final transient List<Refusal> refusals;

        Refused(List<Refusal> refusals) {
            super("Nothing was deployed. " + refusals.size() + (refusals.size() == 1 ? " thing" : " things")
                    + " must be put right first:\n"
                    + refusals.stream().map(r -> "- " + r).collect(Collectors.joining("\n")));
            this.refusals = refusals;
        }

        List<Refusal> refusals() {
            return refusals;
        }
    }
}
