package nl.draaiboek.engine;

import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The locks that a node holds on jobs of the engine while it runs them. */
@Component
public class JobLocks {

    private final ObjectProvider<JobExecutor> executor;
    private final JdbcClient jdbc;

    JobLocks(ObjectProvider<JobExecutor> executor, JdbcClient jdbc) {
        this.executor = executor;
        this.jdbc = jdbc;
    }

    /** The name under which this node locks jobs; empty when it runs none. */
    public String owner() {
        var mine = executor.getIfAvailable();
        return mine == null ? "" : mine.getLockOwner();
    }

    /**
     * Lets others run the jobs that this owner had locked when it went; else they would wait until the lock runs out. The
     * engine has no call for this. A job that its owner runs all the same is not done twice: its revision has changed.
     *
     * @return how many
     */
    public int free(String owner) {
        return jdbc.sql(
                        """
                update act_ru_job set lock_owner_ = null, lock_exp_time_ = null, rev_ = rev_ + 1 where lock_owner_ = ?""")
                .param(owner)
                .update();
    }
}
