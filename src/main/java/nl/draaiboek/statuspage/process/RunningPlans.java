package nl.draaiboek.statuspage.process;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nl.draaiboek.engine.AsDraaiboek;
import nl.draaiboek.engine.Login;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.engine.TaskLists;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.statuspage.InEngine;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

/** Finds the running plan by its business key. */
@Component
class RunningPlans implements InEngine {

    private static final String PLAN = "incident-response";

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final FilterService filters;
    private final AsDraaiboek asDraaiboek;

    RunningPlans(RuntimeService runtime, TaskService tasks, FilterService filters, AsDraaiboek asDraaiboek) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.filters = filters;
        this.asDraaiboek = asDraaiboek;
    }

    @Override
    public Optional<String> instanceOf(IncidentCode code) {
        return runtime
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(code.value())
                .rootProcessInstances()
                .list()
                .stream()
                .min(Comparator.comparing(instance -> !PLAN.equals(instance.getProcessDefinitionKey())))
                .map(ProcessInstance::getId);
    }

    @Override
    public String tasksOf(IncidentCode code, Login person) {
        var search = "[{\"type\":\"processVariables\",\"operator\":\"eq\",\"value\":\"" + code.value()
                + "\",\"name\":\"" + ProcessVariable.INCIDENT.name() + "\"}]";
        return asDraaiboek.call(() -> "#/?searchQuery=" + URLEncoder.encode(search, StandardCharsets.UTF_8)
                + filter().map(id -> "&filter=" + id).orElse("")
                + mostUrgent(code, person).map(id -> "&task=" + id).orElse(""));
    }

    @Override
    public String taskAt(String task) {
        return asDraaiboek.call(
                () -> "#/?task=" + task + filter().map(id -> "&filter=" + id).orElse(""));
    }

    private Optional<String> filter() {
        return filters.createFilterQuery().filterName(TaskLists.BY_INCIDENT).listPage(0, 1).stream()
                .map(Filter::getId)
                .findFirst();
    }

    /** What this person took or was given, and without any what anyone of their groups may take. */
    private Optional<String> mostUrgent(IncidentCode code, Login person) {
        return first(tasksOf(code).taskAssignee(person.user()))
                .or(() -> person.groups().isEmpty()
                        ? Optional.empty()
                        : first(tasksOf(code).taskCandidateGroupIn(List.copyOf(person.groups()))));
    }

    private TaskQuery tasksOf(IncidentCode code) {
        return tasks.createTaskQuery().processInstanceBusinessKey(code.value());
    }

    private static Optional<String> first(TaskQuery query) {
        return query.orderByTaskPriority().desc().orderByTaskCreateTime().asc().listPage(0, 1).stream()
                .map(Task::getId)
                .findFirst();
    }
}
