package nl.draaiboek.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.test.context.DynamicPropertyRegistry;

/** One real PostgreSQL for all tests of a JVM; each Spring context gets a database of its own in it. */
public final class EmbeddedDatabase {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private EmbeddedDatabase() {}

    /**
     * A fresh, empty database.
     *
     * @return its JDBC address, user {@code postgres}, password {@code postgres}
     */
    public static String fresh() {
        var name = "test_" + NUMBER.incrementAndGet();
        try (var connection = SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException("No database for the test.", e);
        }
        return SERVER.getJdbcUrl("postgres", name);
    }

    public static void register(DynamicPropertyRegistry registry) {
        var url = fresh();
        registry.add("spring.datasource.url", () -> url);
        registry.add("spring.datasource.username", () -> "postgres");
        registry.add("spring.datasource.password", () -> "postgres");
    }

    private static EmbeddedPostgres start() {
        try {
            // The JVM's end stops the server after the Spring contexts, whose hooks run before it in Surefire.
            return EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "300")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL for the tests does not start.", e);
        }
    }
}
