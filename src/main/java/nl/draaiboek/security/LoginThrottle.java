package nl.draaiboek.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Slows down who guesses passwords. Counted per login and address together, so that an outsider cannot lock a colleague out,
 * and per address alone, so that trying many logins does not help. Kept in memory of one node.
 */
@Component
class LoginThrottle {

    static final int FREE_TRIES_PER_LOGIN = 5;
    static final int FREE_TRIES_PER_ADDRESS = 50;
    static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(30);
    private static final int REMEMBERED = 100_000;

    private final Clock clock;
    private final Map<String, Tries> tries = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
            return size() > REMEMBERED;
        }
    };

    LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    /** How long this address must wait before it may try this login again; zero when it may try now. */
    synchronized Duration wait(String user, String address) {
        var now = clock.instant();
        var until = max(until(perLogin(user, address), now), until(address, now));
        return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
    }

    synchronized void failed(String user, String address) {
        count(perLogin(user, address), FREE_TRIES_PER_LOGIN);
        count(address, FREE_TRIES_PER_ADDRESS);
    }

    /** A right password clears the login at this address, and nothing else. */
    synchronized void succeeded(String user, String address) {
        tries.remove(perLogin(user, address));
    }

    private void count(String key, int free) {
        var now = clock.instant();
        var before = tries.get(key);
        var failures = before == null || before.last().plus(FORGOTTEN_AFTER).isBefore(now) ? 1 : before.failures() + 1;
        var doublings = Math.min(failures - free, 10);
        var wait = doublings < 0 ? Duration.ZERO : FIRST_WAIT.multipliedBy(1L << doublings);
        tries.put(key, new Tries(failures, now, now.plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait)));
    }

    private Instant until(String key, Instant now) {
        var found = tries.get(key);
        return found == null ? now : found.until();
    }

    private static Instant max(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static String perLogin(String user, String address) {
        return address + " " + user;
    }

    private record Tries(int failures, Instant last, Instant until) {}
}
