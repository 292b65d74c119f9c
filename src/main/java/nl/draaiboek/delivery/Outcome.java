package nl.draaiboek.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is known after one attempt. */
public sealed interface Outcome {

    /**
     * The other side took it.
     *
     * @param providerId its own id, by which a later post can answer this one
     */
    record Delivered(@Nullable String providerId) implements Outcome {}

    /** This address will never take it; the channel is fine. */
    record Refused(String why) implements Outcome {}

    /**
     * This address may take it later.
     *
     * @param retryAfter what the other side asked for, if it did
     */
    record TryLater(String why, @Nullable Duration retryAfter) implements Outcome {}

    /** The channel itself cannot be used: no connection, wrong login, 5xx. No fault of the address. */
    record ChannelDown(String why, @Nullable Duration retryAfter) implements Outcome {}

    /** It may or may not have arrived. */
    record Unknown(String why) implements Outcome {}
}
