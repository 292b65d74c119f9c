package nl.draaiboek.people;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks each minute which calendars are to be fetched. */
@Component
@ConditionalOnProperty(name = "draaiboek.delivery.worker", havingValue = "on", matchIfMissing = true)
class KeepCalendarsWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(KeepCalendarsWorker.class);
    private static final long LOOK_EVERY_SECONDS = 60;

    private final KeepCalendars keepCalendars;
    private final Semaphore stopping = new Semaphore(0);
    private volatile @Nullable Thread thread;

    KeepCalendarsWorker(KeepCalendars keepCalendars) {
        this.keepCalendars = keepCalendars;
    }

    private void run() {
        while (thread == Thread.currentThread()) {
            try {
                keepCalendars.keepUp();
            } catch (RuntimeException e) {
                LOG.warn("Calendars are looked at again later: {}", e.toString());
            }
            try {
                if (stopping.tryAcquire(LOOK_EVERY_SECONDS, TimeUnit.SECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void start() {
        var keeping = new Thread(this::run, "calendars");
        keeping.setDaemon(true);
        stopping.drainPermits();
        thread = keeping;
        keeping.start();
    }

    @Override
    public void stop() {
        var keeping = thread;
        thread = null;
        stopping.release();
        if (keeping != null) {
            keeping.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
