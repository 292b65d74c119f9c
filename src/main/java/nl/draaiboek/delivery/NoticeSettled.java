package nl.draaiboek.delivery;

import java.util.UUID;

/**
 * What is known of a notice: every address has an end, or its channel was given up. Published in the transaction that records
 * it. After the second the first may still follow, when the channel comes back.
 *
 * @param message of which kind it is
 * @param reached whether the other side took it for at least one address
 */
public record NoticeSettled(UUID notice, String channel, String message, boolean reached) {}
