package nl.draaiboek.support;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.springframework.context.ConfigurableApplicationContext;

/** Closes the Spring contexts before the JVM ends, because its end stops the database that they would wait for. */
public final class CloseContextsFirst implements LauncherSessionListener {

    private static final List<ConfigurableApplicationContext> OPEN = new CopyOnWriteArrayList<>();

    static void register(ConfigurableApplicationContext context) {
        OPEN.add(context);
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        OPEN.forEach(ConfigurableApplicationContext::close);
        OPEN.clear();
    }
}
