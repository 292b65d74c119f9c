package nl.draaiboek.support;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import nl.draaiboek.delivery.Channel;
import nl.draaiboek.delivery.ChannelPolicy;
import nl.draaiboek.delivery.Outcome;
import nl.draaiboek.delivery.OutgoingMessage;
import nl.draaiboek.delivery.Readiness;
import org.jspecify.annotations.Nullable;

/** A channel in memory, alone or before a real one that then gets the message too. Can be told to be down. */
final class StandInChannel implements Channel {

    private final String name;
    private final @Nullable Channel real;
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private volatile boolean down;

    StandInChannel(String name) {
        this(name, null);
    }

    /** @param real sends in earnest once this one has noted the message; null for none */
    StandInChannel(String name, @Nullable Channel real) {
        this.name = name;
        this.real = real;
    }

    List<Post> posts() {
        return List.copyOf(posts);
    }

    void setDown(boolean down) {
        this.down = down;
    }

    void reset() {
        posts.clear();
        down = false;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Readiness readiness() {
        return Readiness.ready();
    }

    @Override
    public ChannelPolicy policy() {
        return new ChannelPolicy(
                1, 1000, 3, Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(2), repeats());
    }

    @Override
    public boolean worthItLate() {
        return !name.equals("call");
    }

    private int repeats() {
        return switch (name) {
            case "x" -> 0;
            case "sms", "call" -> 1;
            default -> ChannelPolicy.ALWAYS;
        };
    }

    @Override
    public Session open() {
        return new Session() {
            @Override
            public Outcome send(OutgoingMessage message) {
                if (down) {
                    return new Outcome.ChannelDown("The stand-in of " + name + " is down.", null);
                }
                posts.add(new Post(
                        name,
                        message.audience(),
                        message.recipient().language(),
                        message.content().subject(),
                        message.content().text(),
                        message));
                if (real == null) {
                    return new Outcome.Delivered(name + "-" + posts.size());
                }
                try (var session = real.open()) {
                    return session.send(message);
                }
            }

            @Override
            public void close() {}
        };
    }
}
