package nl.draaiboek.intake;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Acts on what was kept. Deciding, opening or joining, starting the plan and marking the row happen in one transaction, so a
 * crash repeats nothing and loses nothing. What goes wrong is tried again; what goes wrong each time is marked, shows in
 * health, and is still tried again, since it may be an outage that nobody else has seen.
 */
@Component
public class ActOnSignals {

    private static final Logger LOG = LoggerFactory.getLogger(ActOnSignals.class);
    private static final int BATCH = 500;
    private static final int FAILED_AFTER = 5;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final DueSignals signals;
    private final PlaceAlerts placeAlerts;
    private final PlaceReport placeReport;
    private final TransactionTemplate transaction;

    ActOnSignals(
            DueSignals signals, PlaceAlerts placeAlerts, PlaceReport placeReport, TransactionTemplate transaction) {
        this.signals = signals;
        this.placeAlerts = placeAlerts;
        this.placeReport = placeReport;
        this.transaction = transaction;
    }

    /**
     * Acts on the oldest that is due, and on what waits with it.
     *
     * @return whether there was any
     */
    public boolean actOnce() {
        var oldest = new AtomicReference<@Nullable Signal>();
        try {
            return act(oldest, BATCH);
        } catch (RuntimeException together) {
            LOG.debug("Taking in together went wrong, one by one now.", together);
        }
        oldest.set(null);
        try {
            return act(oldest, 1);
        } catch (RuntimeException alone) {
            failed(oldest.get(), alone);
            return oldest.get() != null;
        }
    }

    private boolean act(AtomicReference<@Nullable Signal> oldest, int limit) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var claimed = signals.claimOldest();
            claimed.ifPresent(oldest::set);
            return claimed.map(signal -> signal.kind() == SignalKind.ALERT
                            ? placeAlerts.place(signal, limit)
                            : placeReport.place(signal))
                    .isPresent();
        }));
    }

    private void failed(@Nullable Signal signal, RuntimeException problem) {
        if (signal == null) {
            throw problem;
        }
        var reason = Objects.requireNonNullElse(
                problem.getMessage(), problem.getClass().getSimpleName());
        var attempts = Objects.requireNonNull(
                transaction.execute(status -> signals.failed(signal, shortened(reason), FAILED_AFTER, LONGEST_PAUSE)));
        LOG.error(
                "{} {} of {} could not be acted on, attempt {}; it is kept and tried again.",
                signal.kind(),
                signal.id(),
                signal.source(),
                attempts,
                problem);
    }

    private static String shortened(String text) {
        return text.length() <= 2000 ? text : text.substring(0, 2000);
    }
}
