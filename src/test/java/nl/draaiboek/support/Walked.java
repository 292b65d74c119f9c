package nl.draaiboek.support;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.jspecify.annotations.Nullable;

/** Which flow nodes of the diagrams the tests of a class walked; the history is emptied before each test, so ask after each. */
public final class Walked {

    private final Set<String> walked = new HashSet<>();
    private @Nullable RepositoryService repository;

    public void note(Scenario scenario, RepositoryService deployed) {
        repository = deployed;
        scenario.history()
                .createHistoricActivityInstanceQuery()
                .list()
                .forEach(step -> walked.add(step.getActivityId()));
    }

    /** The flow nodes of this diagram that no test walked. */
    public Set<String> missing(String process) {
        var deployed = Objects.requireNonNull(repository);
        var definition = deployed.createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult();
        var missing = new TreeSet<String>();
        deployed.getBpmnModelInstance(definition.getId()).getModelElementsByType(FlowNode.class).stream()
                .map(FlowNode::getId)
                .filter(id -> !walked.contains(id))
                .forEach(missing::add);
        return missing;
    }
}
