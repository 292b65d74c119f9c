package nl.draaiboek.engine;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.StringUtils;

/**
 * Lets one program at a time set up the database: our tables, those of the engine, and the plan. Two that start together on an
 * empty database would otherwise both make the engine's tables, and one would fail on what the other has made.
 *
 * <p>Held by a connection of its own from before the first statement until the program has started. It goes with the connection,
 * so a program that is killed leaves nothing behind.
 */
final class StartAlone implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(StartAlone.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration TELL_EVERY = Duration.ofSeconds(30);

    /** Any number that nothing else locks. */
    private static final long LOCK = 7_100_320_070L;

    private static final String HOLDER =
            """
            select coalesce(host(a.client_addr), 'this machine') || ', there since ' || to_char(a.backend_start, 'HH24:MI:SS')
              from pg_locks l join pg_stat_activity a on a.pid = l.pid
             where l.locktype = 'advisory' and l.objsubid = 1 and l.granted and a.datname = current_database()
               and (l.classid::bigint << 32 | l.objid::bigint) = %d"""
                    .formatted(LOCK);

    private final DataSource database;
    private @Nullable Connection held;

    StartAlone(DataSource database) throws SQLException {
        this.database = database;
        var connection = database.getConnection();
        try {
            waitFor(connection);
            held = connection;
        } finally {
            if (held == null) {
                end(connection);
            }
        }
    }

    /** Asks again and again rather than once and for long: a statement that waits would hold up changes to tables. */
    private static void waitFor(Connection connection) throws SQLException {
        if (locked(connection)) {
            return;
        }
        var starting = Thread.currentThread();
        var stop = new Thread(starting::interrupt, "stop-waiting");
        Runtime.getRuntime().addShutdownHook(stop);
        var began = System.nanoTime();
        var tellAt = began;
        do {
            if (System.nanoTime() >= tellAt) {
                LOG.info(
                        "Another program is setting up this database ({}). This one waits until that has started, and goes on by"
                                + " itself.",
                        holder(connection));
                tellAt += TELL_EVERY.toNanos();
            }
            try {
                Thread.sleep(LOOK_EVERY.toMillis());
            } catch (InterruptedException e) {
                // Not passed on: the pool is closed next, and would stumble over it.
                throw new IllegalStateException("Stopped while another program was setting up the database.", e);
            }
        } while (!locked(connection));
        Runtime.getRuntime().removeShutdownHook(stop);
        LOG.info(
                "The other program is done after {} s.",
                Duration.ofNanos(System.nanoTime() - began).toSeconds());
    }

    private static boolean locked(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ")")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static String holder(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(HOLDER)) {
            return row.next() ? row.getString(1) : "just done";
        }
    }

    /** After the plan, which comes with the same event. */
    @EventListener(ApplicationStartedEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void started() {
        destroy();
    }

    /** Also when the start fails half-way. */
    @Override
    public void destroy() {
        if (held != null) {
            end(held);
            held = null;
        }
    }

    /** Never back to the pool, so that the lock goes for certain. */
    private void end(Connection connection) {
        try (var statement = connection.createStatement()) {
            statement.execute("select pg_advisory_unlock_all()");
            database.unwrap(HikariDataSource.class).evictConnection(connection);
        } catch (SQLException e) {
            LOG.debug("The connection is gone, and the lock with it.", e);
        }
    }

    /** Puts it before all that makes tables. */
    @Configuration(proxyBeanMethods = false)
    static class First {

        private static final String NAME = "startAlone";
        private static final String[] MAKE_TABLES = {"flywayInitializer", "processEngineFactoryBean"};

        @Bean(NAME)
        StartAlone startAlone(DataSource database) throws SQLException {
            return new StartAlone(database);
        }

        @Bean
        static BeanFactoryPostProcessor startAloneComesFirst() {
            return beans -> {
                for (var name : MAKE_TABLES) {
                    var definition = beans.getBeanDefinition(name);
                    definition.setDependsOn(StringUtils.addStringToArray(definition.getDependsOn(), NAME));
                }
            };
        }
    }
}
