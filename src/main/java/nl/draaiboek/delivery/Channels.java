package nl.draaiboek.delivery;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** All ways out of the house. Where two beans serve one name, the first that has its settings is used. */
@Component
public class Channels {

    private static final Logger LOG = LoggerFactory.getLogger(Channels.class);

    private final Map<String, Channel> byName = new LinkedHashMap<>();

    Channels(List<Channel> channels) {
        for (var channel : channels) {
            byName.merge(
                    channel.name(),
                    channel,
                    (first, second) ->
                            first.readiness().on() || !second.readiness().on() ? first : second);
        }
    }

    public Collection<Channel> all() {
        return byName.values();
    }

    /** @throws IllegalStateException when no channel has this name; the message lists those there are */
    public Channel get(String name) {
        var channel = byName.get(name);
        if (channel == null) {
            throw new IllegalStateException(
                    "There is no channel '" + name + "'. A service task that sends has one of these" + " topics: "
                            + String.join(", ", byName.keySet()) + ".");
        }
        return channel;
    }

    @EventListener(ApplicationReadyEvent.class)
    void say() {
        for (var channel : all()) {
            if (channel.readiness().on()) {
                LOG.info("Channel {} is on.", channel.name());
            } else {
                LOG.warn(
                        "Channel {} is off: {}",
                        channel.name(),
                        channel.readiness().why());
            }
        }
    }
}
