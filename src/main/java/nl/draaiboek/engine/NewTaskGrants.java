package nl.draaiboek.engine;

import java.util.HashSet;
import java.util.Set;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * Writes no right per task for those who may work on every task of the process: with thousands of open tasks these rows are
 * what makes the list slow. Only who is asked by name, or a group from outside the process, gets a right to that one task.
 */
class NewTaskGrants extends DefaultAuthorizationProvider {

    @Override
    public AuthorizationEntity @Nullable [] newTaskAssignee(
            Task task, @Nullable String oldAssignee, @Nullable String newAssignee) {
        return newAssignee == null || worksOnAll(task, newAssignee)
                ? null
                : super.newTaskAssignee(task, oldAssignee, newAssignee);
    }

    @Override
    public AuthorizationEntity @Nullable [] newTaskOwner(
            Task task, @Nullable String oldOwner, @Nullable String newOwner) {
        return newOwner == null || worksOnAll(task, newOwner) ? null : super.newTaskOwner(task, oldOwner, newOwner);
    }

    @Override
    public AuthorizationEntity @Nullable [] newTaskUserIdentityLink(Task task, String user, String type) {
        return worksOnAll(task, user) ? null : super.newTaskUserIdentityLink(task, user, type);
    }

    @Override
    public AuthorizationEntity @Nullable [] newTaskGroupIdentityLink(Task task, String group, String type) {
        return groupsThatWork(task).contains(group) ? null : super.newTaskGroupIdentityLink(task, group, type);
    }

    private static boolean worksOnAll(Task task, String user) {
        var groups = groupsThatWork(task);
        return !groups.isEmpty()
                && Context.getCommandContext().runWithoutAuthorization(() -> Context.getProcessEngineConfiguration()
                        .getIdentityService()
                        .createGroupQuery()
                        .groupMember(user)
                        .list()
                        .stream()
                        .anyMatch(group -> groups.contains(group.getId())));
    }

    private static Set<String> groupsThatWork(Task task) {
        var groups = new HashSet<String>();
        if (!(task instanceof TaskEntity entity) || entity.getProcessDefinition() == null) {
            return groups;
        }
        var key = entity.getProcessDefinition().getKey();
        var rights = Context.getCommandContext().runWithoutAuthorization(() -> Context.getProcessEngineConfiguration()
                .getAuthorizationService()
                .createAuthorizationQuery()
                .authorizationType(Authorization.AUTH_TYPE_GRANT)
                .resourceType(Resources.PROCESS_DEFINITION)
                .resourceId(key)
                .hasPermission(ProcessDefinitionPermissions.TASK_WORK)
                .list());
        for (var right : rights) {
            if (right.getGroupId() != null) {
                groups.add(right.getGroupId());
            }
        }
        return groups;
    }
}
