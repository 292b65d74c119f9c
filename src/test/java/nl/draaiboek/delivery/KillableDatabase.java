package nl.draaiboek.delivery;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;

/** A PostgreSQL of its own that can be killed with {@code -9}, all its processes at once, and started again on its data. */
final class KillableDatabase implements AutoCloseable {

    private final File folder;
    private EmbeddedPostgres server;

    private KillableDatabase(File folder) throws IOException {
        this.folder = folder;
        this.server = server().start();
    }

    /** What is committed is written, as anywhere but in tests. */
    private EmbeddedPostgres.Builder server() {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setServerConfig("synchronous_commit", "on");
    }

    static KillableDatabase start(File folder) throws IOException {
        return new KillableDatabase(folder);
    }

    String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    void kill() throws IOException {
        var pid = Long.parseLong(Files.readAllLines(folder.toPath().resolve("postmaster.pid"))
                .get(0)
                .strip());
        var postmaster = ProcessHandle.of(pid).orElseThrow();
        var all = Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    void startAgain() throws IOException {
        var port = server.getPort();
        server.close();
        Files.deleteIfExists(folder.toPath().resolve("postmaster.pid"));
        server = server().setPort(port).start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
