package nl.draaiboek.engine;

import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.CREATE_INSTANCE;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ_HISTORY;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ_INSTANCE;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ_TASK;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.RETRY_JOB;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.TASK_ASSIGN;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.TASK_WORK;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;

/**
 * Who may do what in the engine: by group, and per process rather than per task.
 *
 * <p>What a group may do with a process stands in the diagram, so that its owner sets it in Modeler: <em>candidate starter
 * groups</em> may start it; <em>candidate groups</em> of its user tasks may see it and work on all its tasks. Where more is
 * needed, an extension property of the process names groups: {@code mayStart}, {@code mayWork}, {@code maySee}. A new version
 * replaces what the version before it granted.
 */
final class Grants {

    private static final Permission[] SEE = {READ, READ_INSTANCE, READ_TASK, READ_HISTORY};
    private static final Permission[] WORK = {READ, READ_INSTANCE, READ_TASK, READ_HISTORY, TASK_WORK};
    private static final Permission[] LEAD = {READ, READ_INSTANCE, READ_TASK, READ_HISTORY, TASK_WORK, TASK_ASSIGN};
    private static final Permission[] START = {READ, CREATE_INSTANCE};

    private static final Pattern OFFERED = Pattern.compile("\\blate\\.\\w+\\(task, \"([\\w, ]+)\"\\)");

    private final AuthorizationService authorizations;

    Grants(AuthorizationService authorizations) {
        this.authorizations = authorizations;
    }

    /** What each group has from the start, whatever processes there are. Nothing that an administrator set is changed. */
    void giveFromTheStart() {
        give(Groups.EMPLOYEES, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
        give(Groups.EMPLOYEES, Resources.USER, Authorization.ANY, Permissions.READ);
        give(Groups.EMPLOYEES, Resources.GROUP, Authorization.ANY, Permissions.READ);
        // Starting takes this and a grant on the process, which only those who may start it have.
        give(Groups.EMPLOYEES, Resources.PROCESS_INSTANCE, Authorization.ANY, Permissions.CREATE);
        for (var watching : Set.of(Groups.MANAGERS, Groups.PROCESS_OWNERS)) {
            give(watching, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
            give(watching, Resources.PROCESS_INSTANCE, Authorization.ANY, Permissions.READ);
            give(
                    watching,
                    Resources.DECISION_DEFINITION,
                    Authorization.ANY,
                    Permissions.READ,
                    Permissions.READ_HISTORY);
            give(watching, Resources.DECISION_REQUIREMENTS_DEFINITION, Authorization.ANY, Permissions.READ);
        }
        give(Groups.MANAGERS, Resources.DEPLOYMENT, Authorization.ANY, Permissions.READ);
        give(Groups.MANAGERS, Resources.PROCESS_DEFINITION, Authorization.ANY, SEE);
        give(Groups.PROCESS_OWNERS, Resources.PROCESS_DEFINITION, Authorization.ANY, with(SEE, RETRY_JOB));
        give(Groups.PROCESS_OWNERS, Resources.DEPLOYMENT, Authorization.ANY, Permissions.READ, Permissions.CREATE);
    }

    /**
     * What the diagram says, instead of what its version before said. A row that stays is changed, not made anew: within one
     * transaction a query still finds what was deleted.
     */
    void give(Process process) {
        var wanted = of(process);
        for (var old : authorizations
                .createAuthorizationQuery()
                .authorizationType(Authorization.AUTH_TYPE_GRANT)
                .resourceType(Resources.PROCESS_DEFINITION)
                .resourceId(process.getId())
                .list()) {
            if (old.getGroupId() == null) {
                continue;
            }
            var permissions = wanted.remove(old.getGroupId());
            if (permissions == null) {
                authorizations.deleteAuthorization(old.getId());
            } else {
                old.setPermissions(permissions.toArray(Permission[]::new));
                authorizations.saveAuthorization(old);
            }
        }
        wanted.forEach((group, permissions) ->
                give(group, Resources.PROCESS_DEFINITION, process.getId(), permissions.toArray(Permission[]::new)));
    }

    /** Group and what it may do with this process. */
    static Map<String, Set<Permission>> of(Process process) {
        var grants = new TreeMap<String, Set<Permission>>();
        for (var group : named(process, "maySee")) {
            add(grants, group, SEE);
        }
        for (var group : askedLater(process)) {
            add(grants, group, SEE);
        }
        for (var group : workers(process)) {
            add(grants, group, group.equals(Groups.INCIDENT_MANAGERS) ? LEAD : WORK);
        }
        for (var group : starters(process)) {
            add(grants, group, START);
        }
        return grants;
    }

    private static Set<String> workers(Process process) {
        var workers = named(process, "mayWork");
        for (var task : process.getModelInstance().getModelElementsByType(UserTask.class)) {
            var groups = task.getCamundaCandidateGroups();
            if (groups != null && groups.contains("${")) {
                workers.addAll(Groups.IN_AN_INCIDENT);
            } else if (groups != null) {
                workers.addAll(list(groups));
            } else if (task.getCamundaAssignee() != null) {
                // Whoever it is, those in an incident see that the task is there; the rest get a right to the one task.
                workers.addAll(Groups.IN_AN_INCIDENT);
            }
        }
        workers.remove(Groups.EMPLOYEES);
        if (!workers.isEmpty()) {
            // In charge, and may do what is needed (R-6.1).
            workers.add(Groups.INCIDENT_MANAGERS);
        }
        return workers;
    }

    /**
     * Groups to which a task that waits too long is offered as well. They get a right to that one task; to know what it is about,
     * they must see the process it stands in.
     */
    private static Set<String> askedLater(Process process) {
        var later = new LinkedHashSet<String>();
        for (var input : process.getModelInstance().getModelElementsByType(CamundaInputParameter.class)) {
            if (input.getCamundaName().equals("groups")
                    && !input.getTextContent().contains("${")) {
                later.addAll(list(input.getTextContent()));
            }
        }
        for (var listener : process.getModelInstance().getModelElementsByType(CamundaTaskListener.class)) {
            var expression = listener.getCamundaExpression();
            var offered = OFFERED.matcher(expression == null ? "" : expression);
            if (offered.find()) {
                later.addAll(list(offered.group(1)));
            }
        }
        later.remove(Groups.EMPLOYEES);
        return later;
    }

    private static Set<String> starters(Process process) {
        var starters = named(process, "mayStart");
        var groups = process.getCamundaCandidateStarterGroups();
        if (groups != null) {
            starters.addAll(list(groups));
        }
        return starters;
    }

    /** The names that an extension property of the element holds, separated by commas. */
    static Set<String> named(BaseElement element, String property) {
        var groups = new LinkedHashSet<String>();
        var extensions = element.getExtensionElements();
        if (extensions != null) {
            for (var properties : extensions.getChildElementsByType(CamundaProperties.class)) {
                for (var candidate : properties.getCamundaProperties()) {
                    if (property.equals(candidate.getCamundaName())) {
                        groups.addAll(list(candidate.getCamundaValue()));
                    }
                }
            }
        }
        return groups;
    }

    private static Set<String> list(String groups) {
        var set = new LinkedHashSet<String>();
        Arrays.stream(groups.split(","))
                .map(String::strip)
                .filter(g -> !g.isEmpty())
                .forEach(set::add);
        return set;
    }

    private static void add(Map<String, Set<Permission>> grants, String group, Permission... permissions) {
        grants.computeIfAbsent(group, g -> new LinkedHashSet<>()).addAll(Arrays.asList(permissions));
    }

    private static Permission[] with(Permission[] permissions, Permission one) {
        var all = Arrays.copyOf(permissions, permissions.length + 1);
        all[permissions.length] = one;
        return all;
    }

    private void give(String group, Resource resource, String id, Permission... permissions) {
        var known = authorizations
                .createAuthorizationQuery()
                .authorizationType(Authorization.AUTH_TYPE_GRANT)
                .groupIdIn(group)
                .resourceType(resource)
                .resourceId(id)
                .count();
        if (known > 0) {
            return;
        }
        var grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        grant.setGroupId(group);
        grant.setResource(resource);
        grant.setResourceId(id);
        grant.setPermissions(permissions);
        authorizations.saveAuthorization(grant);
    }
}
