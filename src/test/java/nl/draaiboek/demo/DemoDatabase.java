package nl.draaiboek.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The embedded PostgreSQL of the demo. Its folder stays, so what happened yesterday is still there today. */
record DemoDatabase(EmbeddedPostgres server) implements AutoCloseable {

    /** @param folder keeps the data; removed by {@code mvn clean} when it stands under {@code target} */
    static DemoDatabase start(Path folder) {
        // It starts before Spring has set up logging, and would fill the screen.
        ((ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger("io.zonky"))
                .setLevel(ch.qos.logback.classic.Level.WARN);
        try {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            endWhatWasLeftRunning(folder);
            return new DemoDatabase(EmbeddedPostgres.builder()
                    .setDataDirectory(folder)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .start());
        } catch (IOException | IllegalStateException e) {
            throw new IllegalStateException(
                    "The demo's PostgreSQL does not start in " + folder.toAbsolutePath() + ": " + e.getMessage()
                            + ". Is the demo running already? If not, remove that folder and start again.",
                    e);
        }
    }

    String address() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    /** A demo that was killed leaves its database server behind, which would refuse the folder to a new one. */
    private static void endWhatWasLeftRunning(Path folder) throws IOException {
        var pidFile = folder.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        var lines = Files.readAllLines(pidFile);
        var ours = lines.size() > 1 && Path.of(lines.get(1)).equals(folder.toAbsolutePath());
        var process = ours
                ? ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                : java.util.Optional.<ProcessHandle>empty();
        if (process.flatMap(p -> p.info().command())
                        .filter(c -> c.endsWith("postgres"))
                        .isPresent()
                && process.flatMap(ProcessHandle::parent)
                        .filter(p -> p.pid() != 1)
                        .isEmpty()) {
            process.get().destroy();
            try {
                process.get().onExit().get(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
                throw new IllegalStateException("process " + lines.get(0) + " of an earlier run does not stop", e);
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
