package nl.draaiboek.delivery;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.PgConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sends what is in the outbox: a thread for each connection of each channel, woken by a hint on this node, by {@code NOTIFY}
 * from another, and by a slow look of its own behind both.
 */
@Component
public class DeliveryWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);

    /** Longer than most servers take over one message; what is cut off goes on elsewhere. */
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(15);

    private final Outbox outbox;
    private final Channels channels;
    private final ChannelStates states;
    private final Settlement settlement;
    private final Nodes nodes;
    private final DeliveryFigures figures;
    private final Brakes brakes;
    private final DeliveryProperties properties;
    private final Clock clock;
    private final DataSource database;
    private final Map<String, Semaphore> hints = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Semaphore stopping = new Semaphore(0);
    private volatile boolean running;

    DeliveryWorker(
            Outbox outbox,
            Channels channels,
            ChannelStates states,
            Settlement settlement,
            Nodes nodes,
            DeliveryFigures figures,
            Brakes brakes,
            DeliveryProperties properties,
            Clock clock,
            DataSource database) {
        this.outbox = outbox;
        this.channels = channels;
        this.states = states;
        this.settlement = settlement;
        this.nodes = nodes;
        this.figures = figures;
        this.brakes = brakes;
        this.properties = properties;
        this.clock = clock;
        this.database = database;
    }

    /**
     * Sends on the calling thread until nothing is due, then settles what can be settled. For tests and for a node whose
     * worker is off.
     *
     * @return whether anything happened
     */
    public boolean drain() {
        var any = false;
        for (var channel : channels.all()) {
            try (var lane = lane(channel, () -> true)) {
                while (lane.runOnce()) {
                    any = true;
                }
            }
        }
        var swept = sweep();
        return any || swept;
    }

    /** Closes what is open by what was learnt of earlier failures: every channel is tried again at the next message. */
    public void tryAllChannelsAgain() {
        brakes.release();
    }

    /** There is something to send on this channel. */
    void hint(String channel) {
        var hint = hints.get(channel);
        if (hint != null && hint.availablePermits() < 64) {
            hint.release();
        }
    }

    /** Finishes what a crash, a full database or a channel that is down left behind. */
    boolean sweep() {
        var any = false;
        for (var dispatch : outbox.finished()) {
            any |= settlement.settle(dispatch);
        }
        for (var dispatch : outbox.stranded()) {
            any |= settlement.settle(dispatch);
        }
        for (var channel : channels.all()) {
            if (!channel.readiness().on()) {
                for (var dispatch : outbox.waitingFor(channel.name())) {
                    any |= settlement.settle(dispatch);
                }
            }
        }
        return any;
    }

    @Override
    public void start() {
        if (!properties.worker() || running) {
            return;
        }
        running = true;
        stopping.drainPermits();
        for (var channel : channels.all()) {
            if (!channel.readiness().on()) {
                continue;
            }
            hints.put(channel.name(), new Semaphore(0));
            for (var number = 1; number <= channel.policy().connections(); number++) {
                run("send-" + channel.name() + "-" + number, () -> work(channel));
            }
        }
        run("send-listen", this::listen);
        run("send-sweep", this::sweepNowAndThen);
    }

    private void run(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void work(Channel channel) {
        var hint = hints.getOrDefault(channel.name(), new Semaphore(0));
        try (var lane = lane(channel, () -> running)) {
            while (running) {
                try {
                    if (lane.runOnce()) {
                        continue;
                    }
                    if (!hint.tryAcquire(properties.poll().toMillis(), TimeUnit.MILLISECONDS)) {
                        lane.closeWhenIdle();
                    }
                } catch (InterruptedException e) {
                    return;
                } catch (RuntimeException e) {
                    LOG.warn("The worker of {} goes on after: {}", channel.name(), e.toString());
                    pause();
                }
            }
        }
    }

    private void sweepNowAndThen() {
        while (running) {
            try {
                nodes.sweep();
                sweep();
            } catch (RuntimeException e) {
                LOG.warn("The outbox is swept again later: {}", e.toString());
            }
            pause();
        }
    }

    /** Hears the other nodes, over the connection that shows them that this one is alive. */
    private void listen() {
        while (running) {
            try (var connection = database.getConnection()) {
                try {
                    listenOn(connection);
                } finally {
                    nodes.lost();
                    close(connection);
                }
            } catch (SQLException | RuntimeException e) {
                LOG.warn("No word from other nodes until the database answers again: {}", e.toString());
                pause();
            }
        }
    }

    private void listenOn(Connection connection) throws SQLException {
        var notifications = connection.unwrap(PGConnection.class);
        try (var statement = connection.createStatement()) {
            nodes.appear(connection);
            statement.execute("listen draaiboek_delivery");
            channels.all().forEach(channel -> hint(channel.name()));
            while (running) {
                for (var notification : notifications.getNotifications(1000)) {
                    hint(notification.getParameter());
                }
            }
        }
    }

    /** Never back to the pool: its lock and what it hears belong to this thread. */
    private void close(Connection connection) {
        if (database instanceof HikariDataSource pool) {
            pool.evictConnection(connection);
        }
        try {
            connection.unwrap(PgConnection.class).close();
        } catch (SQLException e) {
            LOG.debug("It was closed already.", e);
        }
    }

    private void pause() {
        try {
            if (stopping.tryAcquire(properties.poll().toMillis(), TimeUnit.MILLISECONDS)) {
                stopping.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    private Lane lane(Channel channel, java.util.function.BooleanSupplier goOn) {
        return new Lane(
                channel,
                outbox,
                states,
                settlement,
                nodes,
                figures,
                brakes.of(channel),
                properties,
                clock,
                goOn,
                () -> hint(channel.name()));
    }

    @Override
    public void stop() {
        running = false;
        stopping.release();
        hints.values().forEach(hint -> hint.release(64));
        var until = System.nanoTime() + STOPS_WITHIN.toNanos();
        for (var thread : threads) {
            try {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
