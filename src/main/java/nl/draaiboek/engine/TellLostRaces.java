package nl.draaiboek.engine;

import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityState;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells a lost race from a broken diagram. When somebody else moved a token on while this command was about to move it too, its
 * variables or its parent are gone, and it fails with "Unknown property used in expression" or worse. Then this is said: the job executor
 * tries such a job again in silence, and whoever clicked sees that it was done already.
 */
final class TellLostRaces extends CommandInterceptor {

    private final ObjectProvider<JdbcClient> jdbc;

    TellLostRaces(ObjectProvider<JdbcClient> jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public <T> T execute(Command<T> command) {
        try {
            return next.execute(command);
        } catch (OptimisticLockingException | InvalidAnswer e) {
            throw e;
        } catch (RuntimeException e) {
            if (movedOnMeanwhile()) {
                throw new OptimisticLockingException("Somebody else moved this process on at the same moment: " + e, e);
            }
            throw e;
        }
    }

    /** Whether a token that this command works on is in the database no longer what it was when it was read. */
    private boolean movedOnMeanwhile() {
        var context = Context.getCommandContext();
        return context != null
                && context.getDbEntityManager().getDbEntityCache().getCachedEntities().stream()
                        .filter(cached -> cached.getEntityState() == DbEntityState.PERSISTENT)
                        .map(cached -> cached.getEntity())
                        .anyMatch(this::isNotAsItWas);
    }

    private boolean isNotAsItWas(DbEntity entity) {
        try {
            return entity instanceof ExecutionEntity token
                    && jdbc.getObject()
                            .sql("select count(*) = 0 from act_ru_execution where id_ = ? and rev_ = ?")
                            .params(token.getId(), token.getRevision())
                            .query(Boolean.class)
                            .single();
        } catch (DataAccessException e) {
            // The database refuses to answer in this transaction: what went wrong was no race.
            return false;
        }
    }
}
