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
 * @param repeatWhenUnknown whether a message whose outcome is unknown is sent again: a call yes (marked as such), a post no
 */
public record ChannelPolicy(
        int connections,
        int perSecond,
        int attempts,
        Duration firstRetry,
        Duration longestRetry,
        Duration givesUpAfter,
        boolean repeatWhenUnknown) {}
