package nl.draaiboek.response;

import java.util.EnumMap;
import java.util.Map;
import nl.draaiboek.delivery.Channels;
import nl.draaiboek.people.Way;
import nl.draaiboek.people.WaysThatWork;
import org.springframework.stereotype.Component;

/** A way works when the channel behind it is there and has its settings. */
@Component
class ChannelsOfWays implements WaysThatWork {

    private static final Map<Way, String> CHANNELS = new EnumMap<>(Map.of(
            Way.MAIL, "mail",
            Way.SMS, "sms",
            Way.SMS_SECOND, "sms",
            Way.CALL, "call",
            Way.CALL_SECOND, "call",
            Way.CALL_LANDLINE, "call",
            Way.CHAT, "chat"));

    private final Channels channels;

    ChannelsOfWays(Channels channels) {
        this.channels = channels;
    }

    @Override
    public boolean works(Way way) {
        var name = CHANNELS.get(way);
        return channels.all().stream()
                .anyMatch(channel ->
                        channel.name().equals(name) && channel.readiness().on());
    }
}
