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
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The lists that everyone finds in Tasklist. They refresh by themselves, and show the code of the incident. Each is made once in
 * the life of a deployment: what an administrator changed, renamed or removed afterwards stays so.
 */
final class TaskFilters {

    private static final String CODE = "incident";

    private final ProcessEngine engine;
    private final JdbcClient jdbc;

    TaskFilters(ProcessEngine engine, JdbcClient jdbc) {
        this.engine = engine;
        this.jdbc = jdbc;
    }

    /** Makes those that were never made here. */
    void makeMissing() {
        make(
                TaskLists.TO_DO,
                "Yours, and what nobody in your groups has taken yet; the most urgent at the top",
                -30,
                mine().or()
                        .taskAssigneeExpression("${currentUser()}")
                        .taskCandidateUserExpression("${currentUser()}")
                        .endOr());
        make(TaskLists.MINE, "What you took or were given", -20, mine().taskAssigneeExpression("${currentUser()}"));
        make(
                TaskLists.MY_GROUPS,
                "Nobody has taken them yet: claim one, the most urgent is at the top",
                -15,
                mine().taskCandidateUserExpression("${currentUser()}").taskUnassigned());
        make(
                TaskLists.OVERDUE,
                "Yours and your groups', past the time the policy gives",
                -10,
                mine().or()
                        .taskAssigneeExpression("${currentUser()}")
                        .taskCandidateUserExpression("${currentUser()}")
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
        var first = jdbc.sql("insert into draaiboek.task_list (name) values (?) on conflict do nothing")
                        .param(name)
                        .update()
                == 1;
        // Those of before this was kept are there already.
        if (!first || filters.createFilterQuery().filterName(name).count() > 0) {
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
