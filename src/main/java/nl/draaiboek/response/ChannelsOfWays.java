package nl.draaiboek.response;

import nl.draaiboek.delivery.Channels;
import nl.draaiboek.people.Way;
import nl.draaiboek.people.WaysThatWork;
import org.springframework.stereotype.Component;

/** A way works when the channel behind it is there and has its settings. */
@Component
class ChannelsOfWays implements WaysThatWork {

    private final Channels channels;

    ChannelsOfWays(Channels channels) {
        this.channels = channels;
    }

    @Override
    public boolean works(Way way) {
        return channels.all().stream()
                .anyMatch(channel -> channel.name().equals(way.channel())
                        && channel.readiness().on());
    }
}
