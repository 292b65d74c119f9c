package nl.draaiboek.delivery;

import java.util.Optional;

/**
 * A way out of the house: mail, X, the status page. A service task in a diagram names it as its topic. One bean a channel;
 * a channel without settings is off and says so.
 */
public interface Channel {

    /** The topic in diagrams and the word in tables and figures: {@code mail}, {@code x}, {@code status-page}. */
    String name();

    /** Whether it has the settings it needs, and if not which are missing, in words for an administrator. */
    Readiness readiness();

    /** How it wants to be treated. */
    ChannelPolicy policy();

    /** Whether a message is still sent when its service task has gone another way meanwhile: a text yes, a call no. */
    default boolean worthItLate() {
        return true;
    }

    /** What fails although the channel works, because something else took over; in words for an administrator. */
    default Optional<String> trouble() {
        return Optional.empty();
    }

    /** Opens what is kept open between messages. Used by one thread; closed after any error that is not about an address. */
    Session open();

    /** One connection, or whatever a channel keeps. */
    interface Session extends AutoCloseable {

        /**
         * Sends to one address, within the timeouts of the policy.
         *
         * @return what is known of it; never throws for what the other side says
         */
        Outcome send(OutgoingMessage message);

        @Override
        void close();
    }
}
