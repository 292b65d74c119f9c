package nl.draaiboek.delivery;

import java.util.Optional;
import nl.draaiboek.engine.RoomHealth;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/**
 * Whether each channel is on and works. One that is down does not make the program unfit, for the others go on; but
 * somebody must look, which is the state {@code DEGRADED}.
 */
@Component("channels")
class ChannelHealth extends RoomHealth {

    private static final Status DEGRADED = new Status("DEGRADED", "A channel is down.");

    private final Channels channels;
    private final DeliveryProgress progress;

    ChannelHealth(Channels channels, DeliveryProgress progress) {
        this.channels = channels;
        this.progress = progress;
    }

    @Override
    protected void look(Health.Builder health) {
        health.up();
        for (var channel : channels.all()) {
            var readiness = channel.readiness();
            var trouble =
                    readiness.on() ? progress.trouble(channel.name()).or(channel::trouble) : Optional.<String>empty();
            trouble.ifPresent(why -> health.status(DEGRADED));
            health.withDetail(channel.name(), readiness.on() ? trouble.orElse("on") : "off: " + readiness.why());
        }
    }
}
