package nl.draaiboek.delivery.chat;

import java.time.Duration;
import nl.draaiboek.delivery.Outcome;
import org.jspecify.annotations.Nullable;

/** The chat system did not do what was asked. Its words hold no token and nothing that people wrote. */
final class ChatFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    ChatFailure(Outcome outcome) {
        super(outcome.toString(), null, false, false);
        this.outcome = outcome;
    }

    /** This will never do; others may. */
    static ChatFailure refused(String why) {
        return new ChatFailure(new Outcome.Refused(why));
    }

    /** Nothing was done. */
    static ChatFailure down(String why, @Nullable Duration retryAfter) {
        return new ChatFailure(new Outcome.ChannelDown(why, retryAfter));
    }

    /** It may have been done. */
    static ChatFailure unknown(String why) {
        return new ChatFailure(new Outcome.Unknown(why));
    }

    Outcome outcome() {
        return outcome;
    }

    /** Where what we ask cannot be done at all, somebody must look at the settings. */
    ChatFailure asDown() {
        return outcome instanceof Outcome.Refused refused ? down(refused.why(), null) : this;
    }
}
