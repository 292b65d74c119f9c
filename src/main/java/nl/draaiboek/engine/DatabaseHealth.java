package nl.draaiboek.engine;

import org.springframework.boot.actuate.health.Health;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether the database answers; in place of Spring's own, which would wait beside the others. */
@Component("dbHealthIndicator")
class DatabaseHealth extends RoomHealth {

    private final JdbcClient jdbc;

    DatabaseHealth(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    protected void look(Health.Builder health) {
        jdbc.sql("select 1").query(Integer.class).single();
        health.up();
    }

    @Override
    protected void whileAway(Health.Builder health) {
        health.down().withDetail("database", "does not answer");
    }
}
