package nl.draaiboek.engine;

import java.io.ByteArrayInputStream;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.Process;

/** Gives the rights that new diagrams ask for, in the transaction that deploys them. Old versions are left as they are. */
final class PlanDeployer implements Deployer {

    @Override
    public void deploy(DeploymentEntity deployment) {
        if (!deployment.isNew()) {
            return;
        }
        deployment.getResources().values().stream()
                .filter(resource -> resource.getName().endsWith(".bpmn"))
                .map(resource -> Bpmn.readModelFromStream(new ByteArrayInputStream(resource.getBytes())))
                .flatMap(model -> model.getModelElementsByType(Process.class).stream())
                .filter(Process::isExecutable)
                .forEach(process -> Context.getCommandContext().runWithoutAuthorization(() -> {
                    new Grants(Context.getProcessEngineConfiguration().getAuthorizationService()).give(process);
                    return null;
                }));
    }
}
