package nl.draaiboek.people.process;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import nl.draaiboek.people.ldap.LdapSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Reads LDAP when the program starts, and then now and then. Does nothing where people are kept here. */
@Component
class LdapWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LdapWorker.class);

    private final LdapPeople people;
    private final LdapSettings settings;
    private final Semaphore stopping = new Semaphore(0);
    private volatile @Nullable Thread thread;

    LdapWorker(LdapPeople people, LdapSettings settings) {
        this.people = people;
        this.settings = settings;
    }

    private void run() {
        while (thread == Thread.currentThread()) {
            read();
            try {
                if (stopping.tryAcquire(settings.refresh().toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void read() {
        try {
            people.read();
        } catch (RuntimeException e) {
            LOG.warn("LDAP is read again later: {}", e.toString());
        }
    }

    @Override
    public void start() {
        if (!people.on()) {
            return;
        }
        var reading = new Thread(this::run, "ldap");
        reading.setDaemon(true);
        stopping.drainPermits();
        thread = reading;
        reading.start();
    }

    @Override
    public void stop() {
        thread = null;
        stopping.release();
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
