package nl.draaiboek.delivery.phone;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Acts on what was kept and could not be acted on at once, or by a node that is gone. */
@Component
@ConditionalOnProperty(name = "draaiboek.delivery.worker", havingValue = "on", matchIfMissing = true)
class CallBackWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CallBackWorker.class);
    private static final long LOOK_EVERY_MILLIS = 2_000;

    private final CallBacks callBacks;
    private final Semaphore stopping = new Semaphore(0);
    private volatile @Nullable Thread thread;

    CallBackWorker(CallBacks callBacks) {
        this.callBacks = callBacks;
    }

    private void run() {
        try {
            while (!stopping.tryAcquire(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                try {
                    callBacks.actOnAll();
                } catch (RuntimeException e) {
                    LOG.warn("What providers told is looked at again in {} ms: {}", LOOK_EVERY_MILLIS, e.toString());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        stopping.drainPermits();
        var worker = new Thread(this::run, "call-backs");
        worker.setDaemon(true);
        thread = worker;
        worker.start();
    }

    /** Waits for what is being acted on, so that its transaction ends well. */
    @Override
    public void stop() {
        var worker = thread;
        thread = null;
        stopping.release();
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
