package nl.draaiboek.engine;

import java.sql.Timestamp;
import java.time.Instant;
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

    /**
     * Lets the jobs run again that this node had locked before it lost the database: what it was doing with them went with the
     * connection, and what it was about to get it may never have heard of.
     *
     * @param lost by the clock of the engine
     * @return how many
     */
    public int freeLockedBefore(Instant lost) {
        var mine = executor.getIfAvailable();
        if (mine == null) {
            return 0;
        }
        // As the engine writes its times.
        return jdbc.sql(
                        """
                update act_ru_job set lock_owner_ = null, lock_exp_time_ = null, rev_ = rev_ + 1
                 where lock_owner_ = ? and lock_exp_time_ <= ?""")
                .params(mine.getLockOwner(), Timestamp.from(lost.plusMillis(mine.getLockTimeInMillis())))
                .update();
    }
}
