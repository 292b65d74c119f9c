package nl.draaiboek.delivery;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.ratelimiter.RateLimiter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import nl.draaiboek.delivery.Outbox.Claimed;
import nl.draaiboek.delivery.Outbox.Letter;
import nl.draaiboek.delivery.Outbox.Receipt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** One connection of one channel: claims rows, sends them one after another, writes receipts in tens. Used by one thread. */
final class Lane implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final Duration FLUSH_AT_LEAST_EVERY = Duration.ofMillis(200);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final String AGAIN = "Sent once more: of an earlier attempt nobody knows whether it arrived.";

    private static final Duration IDLE = Duration.ofSeconds(30);

    private final Channel channel;
    private final Outbox outbox;
    private final ChannelStates states;
    private final Settlement settlement;
    private final Nodes nodes;
    private final DeliveryFigures figures;
    private final CircuitBreaker breaker;
    private final RateLimiter limiter;
    private final DeliveryProperties properties;
    private final Clock clock;
    private final BooleanSupplier goOn;
    private final Runnable wakeAnother;

    private Channel.@Nullable Session session;
    private final List<Receipt> receipts = new ArrayList<>();
    private long lastFlush = System.nanoTime();
    private boolean knownDown;
    private boolean closed;
    private long lookAgainAt = System.nanoTime();
    private @Nullable UUID known;
    private boolean knownLate;
    private @Nullable Letter letter;
    private Map<String, Content> contents = Map.of();
    private UUID sending = new UUID(0, 0);
    private @Nullable UUID unheard;

    Lane(
            Channel channel,
            Outbox outbox,
            ChannelStates states,
            Settlement settlement,
            Nodes nodes,
            DeliveryFigures figures,
            Brakes.Brake brake,
            DeliveryProperties properties,
            Clock clock,
            BooleanSupplier goOn,
            Runnable wakeAnother) {
        this.channel = channel;
        this.outbox = outbox;
        this.states = states;
        this.settlement = settlement;
        this.nodes = nodes;
        this.figures = figures;
        this.breaker = brake.breaker();
        this.limiter = brake.limiter();
        this.properties = properties;
        this.clock = clock;
        this.goOn = goOn;
        this.wakeAnother = wakeAnother;
    }

    /**
     * Claims once and sends what it got.
     *
     * @return whether there may be more to do at once
     */
    boolean runOnce() {
        lookAtChannel();
        if (!channel.readiness().on() || closed || nodes.doubtful() || !breaker.tryAcquirePermission()) {
            return false;
        }
        var lease = UUID.randomUUID();
        var limit = claimAtOnce();
        var claimed = List.<Claimed>of();
        try {
            claimed = claim(lease, limit);
        } finally {
            if (claimed.isEmpty()) {
                breaker.releasePermission();
            }
        }
        if (claimed.isEmpty()) {
            return false;
        }
        if (claimed.size() == limit) {
            wakeAnother.run();
        }
        send(lease, claimed);
        return true;
    }

    /** When the database goes in the middle, the claim may stand there unheard; it is given back before the next. */
    private List<Claimed> claim(UUID lease, int limit) {
        if (unheard != null) {
            outbox.releaseAll(unheard);
        }
        unheard = lease;
        var claimed = outbox.claim(channel.name(), limit, lease, nodes.number(), properties.lease());
        unheard = null;
        return claimed;
    }

    /** What the other connections and nodes found out about the channel, at most a second ago. */
    private void lookAtChannel() {
        var now = System.nanoTime();
        if (now < lookAgainAt) {
            return;
        }
        var state = states.of(channel.name());
        knownDown = state.map(s -> s.downSince() != null).orElse(false);
        closed = state.map(s -> s.closedAt(clock.instant())).orElse(false);
        lookAgainAt = now + LOOK_EVERY.toNanos();
    }

    /** A message that may not be repeated at will is claimed by itself: its lease says that it was tried. */
    private int claimAtOnce() {
        var policy = channel.policy();
        if (policy.repeatsWhenUnknown() < ChannelPolicy.ALWAYS
                || breaker.getState() == CircuitBreaker.State.HALF_OPEN) {
            return 1;
        }
        return Math.max(1, Math.min(properties.claim(), policy.perSecond() * 10));
    }

    private void send(UUID lease, List<Claimed> rows) {
        unheard = lease;
        sending = rows.get(0).dispatch();
        Letter letter;
        Map<String, String> answers;
        try {
            letter = letter(rows.get(0));
            answers = answers(letter, rows);
        } catch (IllegalStateException e) {
            unheard = null;
            rows.forEach(row -> receive(lease, unreadable(row, e)));
            flush(lease);
            breaker.releasePermission();
            return;
        }
        unheard = null;
        var stopAt = System.nanoTime() + properties.lease().toNanos() / 3;
        var next = 0;
        var permitted = true;
        try {
            for (; next < rows.size(); next++) {
                var row = rows.get(next);
                if (!goOn.getAsBoolean() || nodes.doubtful() || System.nanoTime() > stopAt) {
                    break;
                }
                if (row.orphan() && row.doubts() > channel.policy().repeatsWhenUnknown()) {
                    receive(
                            lease,
                            new Receipt(
                                    row.number(), "unknown", "The program stopped while this was being sent.", null));
                    continue;
                }
                var message = message(lease, row, letter, answers);
                if (message == null) {
                    continue;
                }
                if (!permitted && !breaker.tryAcquirePermission()) {
                    break;
                }
                permitted = false;
                if (!limiter.acquirePermission()) {
                    breaker.releasePermission();
                    break;
                }
                if (!sendOne(lease, row, message)) {
                    break;
                }
            }
        } finally {
            if (permitted) {
                breaker.releasePermission();
            }
            flush(lease);
            var untried = rows.subList(next, rows.size()).stream()
                    .map(Claimed::number)
                    .toList();
            if (!untried.isEmpty()) {
                written("rows to give back", () -> outbox.release(rows.get(0).dispatch(), lease, untried));
            }
        }
    }

    private Map<String, String> answers(Letter letter, List<Claimed> rows) {
        return channel.policy().repeatsWhenUnknown() > 0
                ? Map.of()
                : outbox.answers(
                        channel.name(),
                        letter.conversation(),
                        rows.stream().map(r -> r.recipient().address()).toList());
    }

    /** Read once for all claims of a dispatch, so that a channel sees the same content and renders it once. */
    private Letter letter(Claimed row) {
        if (letter == null || !row.dispatch().equals(known) || row.late() != knownLate) {
            letter = outbox.letter(row.dispatch());
            contents = LateNote.on(letter);
            known = row.dispatch();
            knownLate = row.late();
        }
        return letter;
    }

    /** @return null when it cannot be read; it fails for good, else it would come first for ever and hold up all others */
    private @Nullable OutgoingMessage message(UUID lease, Claimed row, Letter letter, Map<String, String> answers) {
        try {
            return new OutgoingMessage(
                    row.dispatch() + "." + row.number(),
                    row.attempt(),
                    row.doubts() > 0,
                    letter.incident(),
                    letter.audience(),
                    outbox.recipient(row),
                    Objects.requireNonNull(contents.get(row.recipient().language()), "no text in its language"),
                    letter.conversation(),
                    answers.get(row.recipient().address()));
        } catch (RuntimeException e) {
            receive(lease, unreadable(row, e));
            return null;
        }
    }

    private static Receipt unreadable(Claimed row, RuntimeException e) {
        LOG.error("Message {} of dispatch {} cannot be read.", row.number(), row.dispatch(), e);
        return new Receipt(row.number(), "failed", "The message cannot be read: " + e.getMessage(), null);
    }

    /** @return false when the channel is down: this row and those after it were not tried */
    private boolean sendOne(UUID lease, Claimed row, OutgoingMessage message) {
        var started = System.nanoTime();
        var outcome = attempt(message);
        var took = System.nanoTime() - started;
        figures.sent(channel.name(), outcome, took);
        if (outcome instanceof Outcome.ChannelDown down) {
            failed(took, down.why(), down.retryAfter());
            return false;
        }
        if (outcome instanceof Outcome.Unknown unknown) {
            failed(took, unknown.why(), null);
            return decideUnknown(lease, row, unknown);
        }
        breaker.onSuccess(took, TimeUnit.NANOSECONDS);
        if (knownDown) {
            noted(() -> states.works(channel.name()));
            knownDown = false;
        }
        if (outcome instanceof Outcome.TryLater later) {
            tryLater(lease, row, later);
        } else if (outcome instanceof Outcome.Refused refused) {
            receive(lease, new Receipt(row.number(), "failed", refused.why(), null));
        } else if (outcome instanceof Outcome.Delivered delivered) {
            receive(
                    lease,
                    new Receipt(row.number(), "delivered", row.doubts() > 0 ? AGAIN : null, delivered.providerId()));
        }
        return true;
    }

    private Outcome attempt(OutgoingMessage message) {
        try {
            if (session == null) {
                session = channel.open();
            }
            return session.send(message);
        } catch (RuntimeException e) {
            LOG.error("Channel {} broke its promise not to throw.", channel.name(), e);
            return new Outcome.Unknown("The program failed while sending: " + e);
        }
    }

    private void failed(long took, String why, @Nullable Duration retryAfter) {
        LOG.warn("Channel {} fails: {}", channel.name(), why);
        breaker.onError(took, TimeUnit.NANOSECONDS, new ChannelFailed(why));
        noted(() -> states.failed(channel.name(), why, retryAfter));
        lookAgainAt = System.nanoTime();
        knownDown = true;
        close();
    }

    /** Always true: the row has been dealt with, and the breaker says whether to go on. */
    private boolean decideUnknown(UUID lease, Claimed row, Outcome.Unknown unknown) {
        var policy = channel.policy();
        if (row.doubts() < policy.repeatsWhenUnknown() && row.attempt() < policy.attempts()) {
            putOff(lease, row, null, unknown.why(), true);
        } else {
            receive(lease, new Receipt(row.number(), "unknown", unknown.why(), null));
        }
        return true;
    }

    private void tryLater(UUID lease, Claimed row, Outcome.TryLater later) {
        if (row.attempt() >= channel.policy().attempts()) {
            receive(lease, new Receipt(row.number(), "failed", later.why(), null));
        } else {
            putOff(lease, row, later.retryAfter(), later.why(), false);
        }
    }

    /** @param inDoubt whether it may have arrived */
    private void putOff(UUID lease, Claimed row, @Nullable Duration asked, String why, boolean inDoubt) {
        var until = backOff(row.attempt(), asked);
        written("a row to put off", () -> outbox.putOff(row.dispatch(), lease, row.number(), until, why, inDoubt));
    }

    /** Doubles from the first back-off to the longest, with up to a quarter of jitter; what the other side asked for wins. */
    private Instant backOff(int attempt, @Nullable Duration asked) {
        var policy = channel.policy();
        var doubled = policy.firstRetry().multipliedBy(1L << Math.min(attempt - 1, 20));
        var wait = doubled.compareTo(policy.longestRetry()) > 0 ? policy.longestRetry() : doubled;
        if (asked != null && asked.compareTo(wait) > 0) {
            wait = asked;
        }
        return clock.instant().plus(wait).plusMillis(ThreadLocalRandom.current().nextLong(wait.toMillis() / 4 + 1));
    }

    private void receive(UUID lease, Receipt receipt) {
        receipts.add(receipt);
        if (receipts.size() >= properties.receiptsPerFlush()
                || System.nanoTime() - lastFlush > FLUSH_AT_LEAST_EVERY.toNanos()) {
            flush(lease);
        }
    }

    /** Writes the receipts; while the database is away, keeps them and tries until the lease is nearly over. */
    private void flush(UUID lease) {
        if (receipts.isEmpty()) {
            return;
        }
        var finished = new ArrayList<UUID>();
        written(receipts.size() + " receipts, whose messages go out again", () -> {
            finished.addAll(outbox.settle(sending, lease, receipts));
            lastFlush = System.nanoTime();
        });
        receipts.clear();
        finished.stream().distinct().forEach(settlement::settle);
    }

    /** What happened outside must be known inside: tries until the database answers, or the lease is nearly over. */
    private void written(String what, Runnable write) {
        var giveUpAt = System.nanoTime() + properties.lease().toNanos() / 2;
        while (true) {
            try {
                write.run();
                return;
            } catch (DataAccessException | TransactionException e) {
                if (System.nanoTime() > giveUpAt || !pause()) {
                    LOG.error("Lost on {}: {}.", channel.name(), what, e);
                    return;
                }
            }
        }
    }

    /** What others like to know of the channel; never worth forgetting what became of a message. */
    private void noted(Runnable note) {
        try {
            note.run();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("The state of channel {} is not written down: {}", channel.name(), e.toString());
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(500);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Closes a connection that nothing was sent over for a while, before the other side does. */
    void closeWhenIdle() {
        if (session != null && System.nanoTime() - lastFlush > IDLE.toNanos()) {
            close();
        }
    }

    /** Closes the connection; the next message opens a new one. */
    @Override
    public void close() {
        if (session != null) {
            session.close();
            session = null;
        }
    }

    private static final class ChannelFailed extends Exception {
        private static final long serialVersionUID = 1L;

        ChannelFailed(String why) {
            super(why, null, false, false);
        }
    }
}
