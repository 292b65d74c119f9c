package nl.draaiboek.delivery.phone;

import nl.draaiboek.delivery.Outcome;
import nl.draaiboek.delivery.OutgoingMessage;

/** One that carries our SMS or our calls. */
interface Provider {

    /** As the settings name it. */
    String name();

    /**
     * Hands one message over, within the timeouts.
     *
     * @return {@code ChannelDown} when it took nothing, for whatever reason but the number: the next provider may
     */
    Outcome send(OutgoingMessage message);
}
