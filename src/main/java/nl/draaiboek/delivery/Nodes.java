package nl.draaiboek.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import nl.draaiboek.engine.JobLocks;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Which programs share the database and are alive. A program that is killed leaves leases on messages and locks on jobs;
 * here they are freed seconds later, by whoever is left or starts next, not when they would run out.
 *
 * <p>A program is alive while PostgreSQL holds its advisory lock, which goes with its connection. Where a whole machine vanishes
 * without a word, PostgreSQL learns it late, and the lease is what ends the wait.
 */
@Component
class Nodes {

    private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);

    /** Sets our advisory locks apart from others in this database: "DRAA". */
    private static final int LOCKS = 0x44524141;

    private static final String ALIVE =
            """
            (select l.objid::bigint from pg_locks l join pg_database d on d.oid = l.database
              where d.datname = current_database() and l.locktype = 'advisory' and l.objsubid = 2 and l.granted
                and l.classid = %d)"""
                    .formatted(LOCKS);

    private final JdbcClient jdbc;
    private final JobLocks jobs;
    private final Outbox outbox;
    private final Channels channels;
    private final Duration goneAfter;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private volatile @Nullable Integer number;
    private volatile long missedSince;
    private volatile Instant lostAt = Instant.EPOCH;
    private volatile boolean missed;

    Nodes(
            JdbcClient jdbc,
            JobLocks jobs,
            Outbox outbox,
            Channels channels,
            DeliveryProperties properties,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.jobs = jobs;
        this.outbox = outbox;
        this.channels = channels;
        this.goneAfter = properties.goneAfter();
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Number of this program, or null while it does not send by itself. */
    @Nullable
    Integer number() {
        return number;
    }

    /** Whether others may soon take this program for gone: then it begins nothing new. */
    boolean doubtful() {
        return missed && System.nanoTime() - missedSince > goneAfter.toNanos() / 2;
    }

    /** From now on this program is alive as long as the connection is; by the same number as before if nobody missed it too long. */
    void appear(Connection connection) throws SQLException {
        var mine = number;
        if (mine == null || !tryLock(connection, mine) || !known(mine)) {
            mine = jdbc.sql("select nextval('draaiboek.node_number')::int")
                    .query(Integer.class)
                    .single();
            if (!tryLock(connection, mine)) {
                throw new SQLException("Node number " + mine + " is taken by another program.");
            }
            jdbc.sql("insert into draaiboek.node (number, jobs) values (?, ?)")
                    .params(mine, jobs.owner())
                    .update();
        }
        number = mine;
        if (missed) {
            missed = false;
            var freed = jobs.freeLockedBefore(lostAt);
            LOG.info("The database answers again; {} jobs that were begun before go on.", freed);
        }
    }

    private boolean known(int mine) {
        return jdbc.sql("update draaiboek.node set missed_at = null where number = ?")
                        .param(mine)
                        .update()
                == 1;
    }

    private static boolean tryLock(Connection connection, int number) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select pg_try_advisory_lock(" + LOCKS + ", " + number + ")")) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** The connection broke; the number is kept for the next one. */
    void lost() {
        if (number != null && !missed) {
            missedSince = System.nanoTime();
            lostAt = clock.instant();
            missed = true;
        }
    }

    /** Frees what is held by programs that have been gone for long enough. */
    void sweep() {
        jdbc.sql("update draaiboek.node set missed_at = null where missed_at is not null and number in " + ALIVE)
                .update();
        jdbc.sql("update draaiboek.node set missed_at = now() where missed_at is null and number not in " + ALIVE)
                .update();
        transaction.executeWithoutResult(status -> jdbc.sql(
                        "delete from draaiboek.node where missed_at < now() - make_interval(secs => ?) and number not in "
                                + ALIVE + " returning number, jobs")
                .param(goneAfter.toMillis() / 1000.0)
                .query((row, n) -> free(row.getInt("number"), row.getString("jobs")))
                .list());
    }

    private int free(int gone, String owner) {
        var messages = outbox.freeLeasesOf(gone);
        var locked = owner.isEmpty() ? 0 : jobs.free(owner);
        if (messages + locked > 0) {
            LOG.info("Node {} is gone: {} messages and {} jobs that it had begun go on here.", gone, messages, locked);
            channels.all().forEach(channel -> outbox.hint(channel.name()));
        }
        return messages + locked;
    }
}
