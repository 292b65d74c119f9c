package nl.draaiboek.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Measures the whole program, prints one table and leaves it in {@code target/bench.md}. */
class ProgramBenchmark {

    @Test
    void printsTheTable() throws Exception {
        var figures = new Figures();
        try (var program = new BenchedProgram()) {
            about(figures, program);
            figures.add(
                    "Start, on an empty database",
                    String.format(Locale.ROOT, "%.1f s", program.startedIn().toMillis() / 1e3),
                    "once, nothing warmed up",
                    "");
            new CalendarFigures().measure(figures);
            new MailFigures(program).measure(figures);
            new IntakeFigures(program).measure(figures);
            new IncidentFigures(program).measure(figures);
            new PagingFigures(program).measure(figures);
            new TimerFigures(program).measure(figures);
            new TaskListFigures(program).measure(figures);
            memory(figures);
        } finally {
            figures.print(Path.of("target", "bench.md"));
        }
    }

    /** Of this process: the program, and what measures it. */
    private static void memory(Figures figures) throws IOException {
        System.gc();
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        figures.add(
                "Memory after all this",
                String.format(Locale.ROOT, "%,d MB of heap in use after a collection", heap.getUsed() >> 20),
                String.format(Locale.ROOT, "%,d MB heap at most; resident %s", heap.getMax() >> 20, resident()),
                "");
    }

    private static String resident() throws IOException {
        var status = Path.of("/proc/self/status");
        return !Files.exists(status)
                ? "not known here"
                : Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .map(line ->
                                String.format(Locale.ROOT, "%,d MB", Long.parseLong(line.replaceAll("\\D", "")) >> 10))
                        .findFirst()
                        .orElse("not known here");
    }

    private static void about(Figures figures, BenchedProgram program) {
        figures.about(String.format(
                Locale.ROOT,
                "%d cores, Java %s; PostgreSQL %s on the same machine, fsync %s, synchronous_commit %s;"
                        + " %d connections; rates are the median of three rounds after a warm-up.",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                program.setting("server_version"),
                program.setting("fsync"),
                program.setting("synchronous_commit"),
                BenchedProgram.CONNECTIONS));
    }
}
