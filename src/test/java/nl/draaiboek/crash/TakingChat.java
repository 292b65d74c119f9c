package nl.draaiboek.crash;

import java.time.Duration;
import nl.draaiboek.delivery.Channel;
import nl.draaiboek.delivery.ChannelPolicy;
import nl.draaiboek.delivery.Outcome;
import nl.draaiboek.delivery.OutgoingMessage;
import nl.draaiboek.delivery.Readiness;

/** Stands for a chat that takes everything: what is asked of it may be asked again. */
final class TakingChat implements Channel {

    @Override
    public String name() {
        return "chat";
    }

    @Override
    public Readiness readiness() {
        return Readiness.ready();
    }

    @Override
    public ChannelPolicy policy() {
        return new ChannelPolicy(
                4, 1000, 3, Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(2), ChannelPolicy.ALWAYS);
    }

    @Override
    public Session open() {
        return new Session() {
            @Override
            public Outcome send(OutgoingMessage message) {
                return new Outcome.Delivered(message.key());
            }

            @Override
            public void close() {}
        };
    }
}
