package nl.draaiboek.engine;

import org.camunda.bpm.engine.impl.cfg.auth.AuthorizationCommandChecker;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

/**
 * Whoever has a task may put it back or give it to somebody else, also where they may only work on the tasks of the process: a role's
 * task that came to somebody who cannot do it now must not wait for whoever leads.
 */
class OwnTasks extends AuthorizationCommandChecker {

    @Override
    public void checkTaskAssign(TaskEntity task) {
        var person = Context.getCommandContext().getAuthenticatedUserId();
        if (person == null || !person.equals(task.getAssignee())) {
            super.checkTaskAssign(task);
        }
    }
}
