package nl.draaiboek.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.task.TaskQuery;

/** The lists that everyone finds in Tasklist. They refresh by themselves, and show the code of the incident. */
final class TaskFilters {

    private static final String CODE = "incident";

    private final ProcessEngine engine;

    TaskFilters(ProcessEngine engine) {
        this.engine = engine;
    }

    /** Makes those that are not there; what an administrator changed stays. */
    void makeMissing() {
        make(TaskLists.MINE, "What you took or were given", -20, mine().taskAssigneeExpression("${currentUser()}"));
        make(
                TaskLists.MY_GROUPS,
                "Nobody has taken them yet: claim one, the most urgent is at the top",
                -15,
                mine().taskCandidateGroupInExpression("${currentUserGroups()}").taskUnassigned());
        make(
                TaskLists.OVERDUE,
                "Yours and your groups', past the time the policy gives",
                -10,
                mine().or()
                        .taskAssigneeExpression("${currentUser()}")
                        .taskCandidateGroupInExpression("${currentUserGroups()}")
                        .endOr()
                        .dueBeforeExpression("${now()}"));
        make(TaskLists.BY_INCIDENT, "Everything you may see, sorted by incident", 0, byIncident());
    }

    private TaskQuery mine() {
        return engine.getTaskService()
                .createTaskQuery()
                .orderByTaskPriority()
                .desc()
                .orderByDueDate()
                .asc();
    }

    private TaskQuery byIncident() {
        return engine.getTaskService()
                .createTaskQuery()
                .orderByProcessVariable(CODE, org.camunda.bpm.engine.variable.type.ValueType.STRING)
                .asc()
                .orderByTaskPriority()
                .desc();
    }

    private void make(String name, String description, int priority, TaskQuery query) {
        var filters = engine.getFilterService();
        if (filters.createFilterQuery().filterName(name).count() > 0) {
            return;
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("description", description);
        properties.put("priority", priority);
        properties.put("refresh", true);
        properties.put("showUndefinedVariable", false);
        properties.put("color", "#0a5a78");
        properties.put("variables", List.of(Map.of("name", CODE, "label", "Incident")));
        var filter = filters.newTaskFilter(name);
        filter.setQuery((TaskQueryImpl) query);
        filter.setProperties(properties);
        var id = filters.saveFilter(filter).getId();

        var grant = engine.getAuthorizationService().createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        grant.setGroupId(Groups.EMPLOYEES);
        grant.setResource(Resources.FILTER);
        grant.setResourceId(id);
        grant.addPermission(Permissions.READ);
        engine.getAuthorizationService().saveAuthorization(grant);
    }
}
