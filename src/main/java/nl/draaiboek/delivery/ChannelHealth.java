package nl.draaiboek.delivery;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether each channel is on and works. A channel that is down does not make the program unfit: the others go on. */
@Component("channels")
class ChannelHealth implements HealthIndicator {

    private final Channels channels;
    private final DeliveryProgress progress;

    ChannelHealth(Channels channels, DeliveryProgress progress) {
        this.channels = channels;
        this.progress = progress;
    }

    @Override
    public Health health() {
        var health = Health.up();
        for (var channel : channels.all()) {
            var readiness = channel.readiness();
            health.withDetail(
                    channel.name(),
                    readiness.on() ? progress.trouble(channel.name()).orElse("on") : "off: " + readiness.why());
        }
        return health.build();
    }
}
