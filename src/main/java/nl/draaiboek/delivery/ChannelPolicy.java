package nl.draaiboek.delivery;

import java.time.Duration;

/**
 * How the worker treats a channel.
 *
 * @param connections sessions at once on one node
 * @param perSecond messages a second on one node at most
 * @param attempts how often one address is tried before it failed for good
 * @param firstRetry the first back-off; doubles, with jitter, up to {@code longestRetry}
 * @param givesUpAfter how long a channel may be down before its service task raises {@code Error_ChannelUnavailable}
 * @param repeatsWhenUnknown how often at most a message is sent again of which nobody knows whether it arrived: a post never,
 *     an SMS or a call once, marked as such, a mail {@link #ALWAYS}
 */
public record ChannelPolicy(
        int connections,
        int perSecond,
        int attempts,
        Duration firstRetry,
        Duration longestRetry,
        Duration givesUpAfter,
        int repeatsWhenUnknown) {

    /** Within the number of attempts: who receives it twice sees that it is one. */
    public static final int ALWAYS = Integer.MAX_VALUE;
}
