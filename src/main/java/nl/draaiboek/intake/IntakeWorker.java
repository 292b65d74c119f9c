package nl.draaiboek.intake;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Acts on what comes in as soon as it is committed. What another node kept, and did not live to act on, is found by looking
 * every two seconds.
 */
@Component
@ConditionalOnProperty(name = "draaiboek.intake.worker", havingValue = "on", matchIfMissing = true)
class IntakeWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(IntakeWorker.class);
    private static final long LOOK_EVERY_MILLIS = 2_000;

    private final ActOnSignals actOnSignals;
    private final Semaphore hints = new Semaphore(0);
    private volatile @Nullable Thread thread;

    IntakeWorker(ActOnSignals actOnSignals) {
        this.actOnSignals = actOnSignals;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(SignalsKept kept) {
        hints.release();
    }

    private void run() {
        while (thread == Thread.currentThread()) {
            try {
                while (thread == Thread.currentThread() && actOnSignals.actOnce()) {
                    hints.drainPermits();
                }
                if (hints.tryAcquire(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                    hints.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("What came in cannot be looked at now, again in {} ms.", LOOK_EVERY_MILLIS, e);
                if (!paused()) {
                    return;
                }
            }
        }
    }

    private static boolean paused() {
        try {
            Thread.sleep(LOOK_EVERY_MILLIS);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Override
    public void start() {
        var worker = new Thread(this::run, "intake");
        worker.setDaemon(true);
        thread = worker;
        worker.start();
    }

    /** Waits for what is being acted on, so that its transaction ends well. */
    @Override
    public void stop() {
        var worker = thread;
        thread = null;
        hints.release();
        if (worker != null) {
            try {
                worker.join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
