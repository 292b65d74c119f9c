package nl.draaiboek.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A program in a JVM of its own. What it prints is kept; lines that begin with {@code ##} are what it tells the test.
 */
public final class ChildProgram implements AutoCloseable {

    private static final String TOLD = "## ";

    private final Process process;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final File log;
    private final Thread reader;

    private ChildProgram(Process process, File log) {
        this.process = process;
        this.log = log;
        this.reader = new Thread(this::read, "reads-" + log.getName());
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * @param main its class
     * @param log where all it prints goes
     * @param database JDBC address, user and password {@code postgres}
     */
    public static ChildProgram start(Class<?> main, File log, String database, List<String> settings) {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-Duser.timezone=UTC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName(),
                "--server.port=0",
                "--spring.datasource.url=" + database,
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=postgres",
                "--draaiboek.mail.from=status@haarlem-hosting.example"));
        command.addAll(settings);
        try {
            return new ChildProgram(
                    new ProcessBuilder(command).redirectErrorStream(true).start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (var lines = process.inputReader(StandardCharsets.UTF_8);
                BufferedWriter kept = Files.newBufferedWriter(log.toPath())) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                kept.write(line);
                kept.newLine();
                kept.flush();
                if (line.startsWith(TOLD)) {
                    told.add(line.substring(TOLD.length()));
                }
            }
        } catch (IOException e) {
            told.add("ENDED " + e.getMessage());
        }
    }

    /** Says something from within the child. */
    static void tell(String what) {
        System.out.println(TOLD + what);
        System.out.flush();
    }

    /** What it told, oldest first, without the word in front. */
    public List<String> told(String word) {
        return told.stream()
                .filter(line -> line.startsWith(word + " ") || line.equals(word))
                .map(line -> line.substring(Math.min(line.length(), word.length() + 1)))
                .toList();
    }

    /** Everything it printed until now. */
    public String output() {
        try {
            return Files.readString(log.toPath());
        } catch (IOException e) {
            return e.toString();
        }
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** SIGKILL: nothing in the program hears of it. */
    public void kill() {
        process.destroyForcibly();
        try {
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(128 + 9);
            reader.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until it is so; prints what the program said when it is not in time. */
    public void await(String what, int seconds, BooleanSupplier condition) {
        await(what, seconds, condition, () -> "");
    }

    /** @param more what to say too when it is not in time */
    public void await(String what, int seconds, BooleanSupplier condition, Supplier<String> more) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                System.out.println(output());
                throw new AssertionError("No " + what + " in time: it told " + told + ". " + more.get());
            }
            pause();
        }
    }

    static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
