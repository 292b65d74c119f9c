package nl.draaiboek.delivery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this node sends.
 *
 * @param worker whether it sends at all: {@code off} leaves it to other nodes, or to a test
 * @param lease how long a claimed row belongs to its worker, longer than the slowest server may take over one message; where a
 *     whole machine vanishes, its rows wait so long
 * @param goneAfter how long a program must be missed before others go on with what it had begun
 * @param claim rows claimed at once
 * @param receiptsPerFlush receipts written at once; at most so many messages per connection go out twice after a crash
 * @param poll how often the worker looks by itself, behind the hints
 */
@ConfigurationProperties("draaiboek.delivery")
record DeliveryProperties(
        @DefaultValue("on") boolean worker,
        @DefaultValue("90s") Duration lease,
        @DefaultValue("10s") Duration goneAfter,
        @DefaultValue("100") int claim,
        @DefaultValue("20") int receiptsPerFlush,
        @DefaultValue("2s") Duration poll) {}
