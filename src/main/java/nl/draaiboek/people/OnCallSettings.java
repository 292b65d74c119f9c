package nl.draaiboek.people;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How calendars of who is on call are kept.
 *
 * @param fetchEvery how often each address is fetched
 * @param tooOld how old the last good copy may become before it is alarmed
 * @param ownNetwork whether addresses in the own network (10.x, 192.168.x, localhost) may be fetched
 */
@ConfigurationProperties("draaiboek.on-call")
record OnCallSettings(
        @DefaultValue("PT15M") Duration fetchEvery,
        @DefaultValue("PT6H") Duration tooOld,
        @DefaultValue("false") boolean ownNetwork) {

    OnCallSettings {
        if (fetchEvery.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("draaiboek.on-call.fetch-every is at least a minute (PT1M).");
        }
    }
}
