package nl.draaiboek.crash;

import java.time.Duration;
import nl.draaiboek.delivery.Channel;
import nl.draaiboek.delivery.ChannelPolicy;
import nl.draaiboek.delivery.Outcome;
import nl.draaiboek.delivery.OutgoingMessage;
import nl.draaiboek.delivery.Readiness;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stands for X: what is posted is a row, whatever becomes of the program that posted it. */
final class PostsTable implements Channel {

    private final JdbcClient jdbc;

    PostsTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "x";
    }

    @Override
    public Readiness readiness() {
        return Readiness.ready();
    }

    @Override
    public ChannelPolicy policy() {
        return new ChannelPolicy(4, 1000, 3, Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(2), 0);
    }

    @Override
    public Session open() {
        return new Session() {
            @Override
            public Outcome send(OutgoingMessage message) {
                jdbc.sql("insert into crash_post (key) values (?)")
                        .param(message.key())
                        .update();
                return new Outcome.Delivered("x-" + message.key());
            }

            @Override
            public void close() {}
        };
    }
}
