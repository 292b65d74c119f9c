package nl.draaiboek.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The table that a run of the benchmarks prints: a figure, and beside it the limit that was measured in the same run. */
final class Figures {

    private final List<String> about = new ArrayList<>();
    private final List<String[]> rows = new ArrayList<>();

    Figures() {
        rows.add(new String[] {"What", "Measured", "Limit in the same run", "Share"});
    }

    /** A line above the table: the machine, the database. */
    void about(String line) {
        about.add(line);
    }

    /** Said at once too: whoever stops a run keeps what it measured so far. */
    void add(String what, String measured, String limit, String share) {
        rows.add(new String[] {what, measured, limit, share});
        System.out.println("Measured: " + what + ": " + measured + "; " + limit + " " + share);
    }

    /** What is done in a second; more is better. */
    void rate(String what, double measured, double limit, String limitOf) {
        add(
                what,
                String.format(Locale.ROOT, "%,.0f/s", measured),
                String.format(Locale.ROOT, "%,.0f/s %s", limit, limitOf),
                String.format(Locale.ROOT, "%.0f %%", 100 * measured / limit));
    }

    /** How long one takes; less is better. */
    void times(String what, Times measured, String limit) {
        add(what, measured.toString(), limit, "");
    }

    static double median(double... values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Prints the table and leaves it in a file. */
    void print(Path file) {
        var text = this.toString();
        System.out.println(text);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        var widths = new int[4];
        rows.forEach(row -> Arrays.setAll(widths, i -> Math.max(widths[i], row[i].length())));
        var table = rows.stream()
                .map(row -> {
                    var line = new StringBuilder();
                    for (var i = 0; i < widths.length; i++) {
                        line.append("| ").append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 1));
                    }
                    return line.append("|\n").toString();
                })
                .collect(Collectors.toCollection(ArrayList::new));
        table.add(
                1,
                Arrays.stream(widths)
                                .mapToObj(width -> "|" + "-".repeat(width + 2))
                                .collect(Collectors.joining()) + "|\n");
        return "\n" + String.join("\n", about) + "\n\n" + String.join("", table);
    }

    /** How long each of many took, in nanoseconds. */
    record Times(long[] nanos) {

        Times {
            nanos = nanos.clone();
            Arrays.sort(nanos);
        }

        /** @param share 0.5 for the median, 1 for the longest */
        String at(double share) {
            var value = nanos[(int) Math.min(nanos.length - 1, Math.floor(share * nanos.length))];
            return String.format(Locale.ROOT, value < 10_000_000 ? "%.1f ms" : "%,.0f ms", value / 1e6);
        }

        @Override
        public String toString() {
            return "median " + at(0.5) + ", 99th " + at(0.99);
        }
    }
}
