package nl.draaiboek.delivery.phone;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import nl.draaiboek.delivery.Breakers;
import nl.draaiboek.delivery.Channel;
import nl.draaiboek.delivery.ChannelPolicy;
import nl.draaiboek.delivery.Outcome;
import nl.draaiboek.delivery.OutgoingMessage;
import nl.draaiboek.delivery.Readiness;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends through the first provider that takes it. One that fails is left alone for a while, each for itself; the channel is down
 * only when all of them are. What may have gone out already goes once more, through another provider where there is one.
 */
final class PhoneChannel implements Channel {

    private static final Logger LOG = LoggerFactory.getLogger(PhoneChannel.class);
    private static final int FAILURES = 2;

    private final String name;
    private final Readiness readiness;
    private final ChannelPolicy policy;
    private final boolean worthItLate;
    private final List<Line> lines;
    private final Clock clock;

    PhoneChannel(
            String name,
            Readiness readiness,
            ChannelPolicy policy,
            boolean worthItLate,
            List<Provider> providers,
            Clock clock) {
        this.name = name;
        this.readiness = readiness;
        this.policy = policy;
        this.worthItLate = worthItLate;
        this.clock = clock;
        this.lines = providers.stream().map(Line::new).toList();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Readiness readiness() {
        return readiness;
    }

    @Override
    public ChannelPolicy policy() {
        return policy;
    }

    @Override
    public boolean worthItLate() {
        return worthItLate;
    }

    @Override
    public Optional<String> trouble() {
        var failing =
                lines.stream().map(Line::trouble).flatMap(Optional::stream).toList();
        return failing.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", failing));
    }

    @Override
    public Session open() {
        return new Session() {
            @Override
            public Outcome send(OutgoingMessage message) {
                return throughTheFirstThatTakesIt(message);
            }

            @Override
            public void close() {}
        };
    }

    private Outcome throughTheFirstThatTakesIt(OutgoingMessage message) {
        var failures = new ArrayList<Outcome.ChannelDown>();
        for (var line : order(message)) {
            var outcome = line.send(message);
            if (outcome instanceof Outcome.ChannelDown down) {
                failures.add(down);
            } else {
                return outcome;
            }
        }
        return new Outcome.ChannelDown(
                failures.stream().map(Outcome.ChannelDown::why).collect(Collectors.joining(" ")), rest(failures));
    }

    private List<Line> order(OutgoingMessage message) {
        if (!message.again() || lines.size() < 2) {
            return lines;
        }
        var order = new ArrayList<>(lines.subList(1, lines.size()));
        order.add(lines.get(0));
        return order;
    }

    /** All of them asked for rest: until the first of them may be asked again. */
    private static @Nullable Duration rest(List<Outcome.ChannelDown> failures) {
        return failures.stream().anyMatch(down -> down.retryAfter() == null)
                ? null
                : failures.stream()
                        .map(down -> Objects.requireNonNull(down.retryAfter()))
                        .min(Duration::compareTo)
                        .orElse(null);
    }

    /** One provider, and how it has been lately. */
    private final class Line {

        private final Provider provider;
        private final CircuitBreaker breaker;
        private volatile @Nullable Instant restsUntil;
        private volatile @Nullable Instant failsSince;
        private volatile String why = "";

        Line(Provider provider) {
            this.provider = provider;
            this.breaker = Breakers.of(name + "-" + provider.name(), FAILURES, clock);
        }

        Outcome send(OutgoingMessage message) {
            var until = restsUntil;
            var now = clock.instant();
            if (until != null && until.isAfter(now)) {
                return new Outcome.ChannelDown(why, Duration.between(now, until));
            }
            if (!breaker.tryAcquirePermission()) {
                return new Outcome.ChannelDown(why, null);
            }
            var started = System.nanoTime();
            var outcome = attempt(message);
            var took = System.nanoTime() - started;
            if (outcome instanceof Outcome.ChannelDown down) {
                failed(took, down.why());
                restsUntil = down.retryAfter() == null ? null : now.plus(down.retryAfter());
            } else if (outcome instanceof Outcome.Unknown unknown) {
                failed(took, unknown.why());
            } else {
                breaker.onSuccess(took, TimeUnit.NANOSECONDS);
                restsUntil = null;
                failsSince = null;
            }
            return outcome;
        }

        private Outcome attempt(OutgoingMessage message) {
            try {
                return provider.send(message);
            } catch (RuntimeException e) {
                // Its words may name the address that was asked for, in which a number stands.
                return new Outcome.Unknown(
                        provider.name() + " failed with " + e.getClass().getSimpleName() + ".");
            }
        }

        private void failed(long took, String words) {
            breaker.onError(took, TimeUnit.NANOSECONDS, new IllegalStateException(words));
            why = words;
            if (failsSince == null) {
                failsSince = clock.instant();
                LOG.warn("Channel {}: {}", name, words);
            }
        }

        Optional<String> trouble() {
            return failsSince == null ? Optional.empty() : Optional.of(why);
        }
    }
}
