package nl.draaiboek.delivery.phone;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import nl.draaiboek.delivery.CallEnded;
import nl.draaiboek.delivery.KeyPressed;
import nl.draaiboek.delivery.MessageFailed;
import nl.draaiboek.delivery.SmsReceived;
import nl.draaiboek.incident.Timestamps;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps what providers tell us, and then tells the rooms. Telling and marking the row happen in one transaction: what goes wrong
 * is told again, and what went well never is.
 */
@Component
class CallBacks {

    private static final Logger LOG = LoggerFactory.getLogger(CallBacks.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    CallBacks(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Keeps it, then acts on it at once if that goes well.
     *
     * @return false when it was known already
     */
    boolean take(CallBack told) {
        var kept = Boolean.TRUE.equals(transaction.execute(status -> keep(told)));
        if (kept) {
            actOnAll();
        }
        return kept;
    }

    private boolean keep(CallBack told) {
        return jdbc.sql(
                                """
                insert into draaiboek.call_back (once, kind, provider, provider_id, message, sender, words, received_at, due_at)
                values (:once, :kind, :provider, :id, :message, :sender, :words, :now, :now) on conflict (once) do nothing""")
                        .param("once", told.provider() + ":" + told.kind().word() + ":" + told.once())
                        .param("kind", told.kind().word())
                        .param("provider", told.provider())
                        .param("id", told.providerId())
                        .param("message", told.message())
                        .param("sender", told.sender())
                        .param("words", told.words())
                        .param("now", Timestamps.of(clock.instant()))
                        .update()
                > 0;
    }

    /** Acts on all that is due. */
    void actOnAll() {
        while (actOnce()) {
            // Until nothing is due.
        }
    }

    private boolean actOnce() {
        var claimed = new AtomicReference<@Nullable Kept>();
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                var due = due();
                due.ifPresent(kept -> {
                    claimed.set(kept);
                    jdbc.sql("update draaiboek.call_back set acted_at = ?, error = null where number = ?")
                            .params(Timestamps.of(clock.instant()), kept.number())
                            .update();
                    events.publishEvent(kept.event());
                });
                return due.isPresent();
            }));
        } catch (RuntimeException e) {
            var kept = claimed.get();
            if (kept == null) {
                throw e;
            }
            return failed(kept, e);
        }
    }

    private Optional<Kept> due() {
        return jdbc.sql(
                        """
                select * from draaiboek.call_back where acted_at is null and due_at <= ?
                 order by due_at, number limit 1 for update skip locked""")
                .param(Timestamps.of(clock.instant()))
                .query((row, n) -> new Kept(
                        row.getLong("number"),
                        CallBack.Kind.valueOf(row.getString("kind").toUpperCase(java.util.Locale.ROOT)),
                        row.getString("provider"),
                        row.getString("provider_id"),
                        row.getString("message"),
                        row.getString("sender"),
                        row.getString("words"),
                        Objects.requireNonNull(Timestamps.read(row, "received_at")),
                        row.getInt("attempts")))
                .optional();
    }

    /** Always true: there may be others. */
    private boolean failed(Kept kept, RuntimeException problem) {
        var pause = Duration.ofSeconds(1L << Math.min(kept.attempts(), 6));
        var until = clock.instant().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
        var why = problem.getClass().getSimpleName() + ": " + WithoutNumbers.in(problem.getMessage());
        transaction.executeWithoutResult(status -> jdbc.sql(
                        "update draaiboek.call_back set attempts = attempts + 1, due_at = ?, error = ? where number = ?")
                .params(Timestamps.of(until), why, kept.number())
                .update());
        LOG.error(
                "What {} told ({} {}) could not be acted on, and is tried again: {}",
                kept.provider(),
                kept.kind(),
                kept.number(),
                why);
        return true;
    }

    private record Kept(
            long number,
            CallBack.Kind kind,
            String provider,
            String providerId,
            @Nullable String message,
            @Nullable String sender,
            String words,
            Instant at,
            int attempts) {

        Object event() {
            return switch (kind) {
                case SMS -> new SmsReceived(Objects.requireNonNull(sender), words, provider, providerId, at);
                case KEY -> new KeyPressed(Objects.requireNonNull(message), words);
                case ENDED -> new CallEnded(Objects.requireNonNull(message), CallEnded.How.valueOf(words));
                case FAILED -> new MessageFailed(Objects.requireNonNull(message), words);
            };
        }
    }
}
