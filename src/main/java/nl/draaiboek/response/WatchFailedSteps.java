package nl.draaiboek.response;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks now and then: what a crash kept from being told, what went on since, and what was held back to be summed up. */
@Component
@ConditionalOnProperty(name = "draaiboek.delivery.worker", havingValue = "on", matchIfMissing = true)
class WatchFailedSteps implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WatchFailedSteps.class);
    private static final long LOOK_EVERY_MILLIS = 5_000;

    private final FailedSteps failedSteps;
    private final Semaphore stopping = new Semaphore(0);
    private volatile @Nullable Thread thread;

    WatchFailedSteps(FailedSteps failedSteps) {
        this.failedSteps = failedSteps;
    }

    private void run() {
        while (thread == Thread.currentThread()) {
            try {
                failedSteps.look();
            } catch (RuntimeException e) {
                LOG.warn("Steps that stand still are looked at again later: {}", e.toString());
            }
            try {
                if (stopping.tryAcquire(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void start() {
        var watching = new Thread(this::run, "failed-steps");
        watching.setDaemon(true);
        stopping.drainPermits();
        thread = watching;
        watching.start();
    }

    @Override
    public void stop() {
        var watching = thread;
        thread = null;
        stopping.release();
        if (watching != null) {
            try {
                watching.join(10_000);
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
