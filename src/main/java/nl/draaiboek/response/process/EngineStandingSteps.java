package nl.draaiboek.response.process;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import nl.draaiboek.engine.AsDraaiboek;
import nl.draaiboek.response.StandingSteps;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** What the engine calls an incident, by the job or external task that failed. */
@Component
class EngineStandingSteps implements StandingSteps {

    private static final int LONGEST = 300;

    private final ProcessEngine engine;
    private final AsDraaiboek asDraaiboek;

    EngineStandingSteps(@Lazy ProcessEngine engine, @Lazy AsDraaiboek asDraaiboek) {
        this.engine = engine;
        this.asDraaiboek = asDraaiboek;
    }

    @Override
    public Collection<String> now() {
        return asDraaiboek.call(() ->
                incidents().stream().map(EngineStandingSteps::id).distinct().toList());
    }

    @Override
    public List<Step> describe(Collection<String> ids) {
        return asDraaiboek.call(() -> incidents().stream()
                .filter(incident -> ids.contains(id(incident)))
                .map(this::step)
                .toList());
    }

    @Override
    public Became became(String id) {
        return asDraaiboek.call(() -> {
            if (waits(id)) {
                return Became.TRIED_AGAIN;
            }
            var history = engine.getHistoryService();
            var done =
                    history.createHistoricJobLogQuery().jobId(id).successLog().count()
                            + history.createHistoricExternalTaskLogQuery()
                                    .externalTaskId(id)
                                    .successLog()
                                    .count();
            return done > 0 ? Became.WENT_ON : Became.TAKEN_AWAY;
        });
    }

    @Override
    public boolean again(String id) {
        return asDraaiboek.call(() -> {
            var found = incidents().stream()
                    .filter(incident -> id(incident).equals(id))
                    .findFirst();
            found.ifPresent(incident -> {
                if (Incident.EXTERNAL_TASK_HANDLER_TYPE.equals(incident.getIncidentType())) {
                    engine.getExternalTaskService().setRetries(id, 1);
                } else {
                    engine.getManagementService().setJobRetries(id, 1);
                }
            });
            return found.isPresent();
        });
    }

    private boolean waits(String id) {
        return engine.getManagementService().createJobQuery().jobId(id).count()
                        + engine.getExternalTaskService()
                                .createExternalTaskQuery()
                                .externalTaskId(id)
                                .count()
                > 0;
    }

    /** What calls a step that stands still stands still along with it; only the step itself is told. */
    private List<Incident> incidents() {
        return engine.getRuntimeService().createIncidentQuery().list().stream()
                .filter(incident -> Objects.equals(incident.getId(), incident.getCauseIncidentId()))
                .toList();
    }

    private static String id(Incident incident) {
        return Objects.requireNonNullElse(incident.getConfiguration(), incident.getId());
    }

    private Step step(Incident incident) {
        var activity = Objects.requireNonNullElse(incident.getFailedActivityId(), incident.getActivityId());
        var why = Objects.requireNonNullElse(incident.getIncidentMessage(), incident.getIncidentType());
        return new Step(
                id(incident),
                businessKey(incident.getProcessInstanceId()),
                incident.getProcessInstanceId(),
                process(incident.getProcessDefinitionId()),
                element(incident.getProcessDefinitionId(), activity),
                why.substring(0, Math.min(why.length(), LONGEST)));
    }

    private @Nullable String businessKey(@Nullable String process) {
        return instance(process)
                .map(one -> one.getBusinessKey() != null
                        ? one.getBusinessKey()
                        : instance(one.getRootProcessInstanceId())
                                .map(ProcessInstance::getBusinessKey)
                                .orElse(null))
                .orElse(null);
    }

    private Optional<ProcessInstance> instance(@Nullable String id) {
        return id == null
                ? Optional.empty()
                : Optional.ofNullable(engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(id)
                        .singleResult());
    }

    private String process(@Nullable String definition) {
        if (definition == null) {
            return "Camunda";
        }
        var found = engine.getRepositoryService().getProcessDefinition(definition);
        return found.getName() == null ? found.getKey() : found.getName();
    }

    private String element(@Nullable String definition, @Nullable String activity) {
        if (definition == null || activity == null) {
            return Objects.requireNonNullElse(activity, "a job of its own");
        }
        var element =
                engine.getRepositoryService().getBpmnModelInstance(definition).getModelElementById(activity);
        return element instanceof FlowElement named
                        && named.getName() != null
                        && !named.getName().isBlank()
                ? named.getName().replaceAll("\\s+", " ")
                : activity;
    }
}
