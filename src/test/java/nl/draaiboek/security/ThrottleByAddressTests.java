package nl.draaiboek.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import nl.draaiboek.support.MovableClock;
import org.junit.jupiter.api.Test;

/** Nobody guesses links: whoever opens too many is slowed down. */
class ThrottleByAddressTests {

    @Test
    void whoOpensTooManyIsSlowedDownForAMinuteAndNobodyElseIs() {
        var clock = new MovableClock();
        var throttle = new ThrottleByAddress(clock, 60);
        for (var i = 0; i < 60; i++) {
            assertThat(throttle.mayGoOn("192.0.2.1")).isTrue();
        }

        assertThat(throttle.mayGoOn("192.0.2.1")).isFalse();
        assertThat(throttle.mayGoOn("192.0.2.2")).isTrue();
        clock.advance(Duration.ofMinutes(1));
        assertThat(throttle.mayGoOn("192.0.2.1")).isTrue();
    }
}
