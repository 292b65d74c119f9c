package nl.draaiboek.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The table that a run of the benchmarks prints: a figure, and the limit beside it. */
final class Figures {

    private final List<String[]> rows = new ArrayList<>();

    Figures() {
        rows.add(new String[] {"What", "Measured", "Limit in the same run", "Share"});
    }

    void add(String what, String measured, String limit, String share) {
        rows.add(new String[] {what, measured, limit, share});
    }

    void rate(String what, double measured, String limitOf, double limit) {
        add(
                what,
                String.format(Locale.ROOT, "%,.0f/s", measured),
                String.format(Locale.ROOT, "%,.0f/s %s", limit, limitOf),
                String.format(Locale.ROOT, "%.0f %%", 100 * measured / limit));
    }

    void times(String what, long[] nanos, String limit) {
        add(what, "median " + millis(nanos, 0.5) + ", 99th " + millis(nanos, 0.99), limit, "");
    }

    static String millis(long[] nanos, double quantile) {
        var sorted = nanos.clone();
        Arrays.sort(sorted);
        var value = sorted[(int) Math.min(sorted.length - 1, Math.floor(quantile * sorted.length))];
        return String.format(Locale.ROOT, "%.1f ms", value / 1e6);
    }

    @Override
    public String toString() {
        var widths = new int[4];
        rows.forEach(row -> {
            for (var i = 0; i < 4; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        });
        var text = new StringBuilder("\n");
        for (var n = 0; n < rows.size(); n++) {
            for (var i = 0; i < 4; i++) {
                text.append("| ").append(String.format("%-" + widths[i] + "s ", rows.get(n)[i]));
            }
            text.append("|\n");
            if (n == 0) {
                for (var width : widths) {
                    text.append("|").append("-".repeat(width + 2));
                }
                text.append("|\n");
            }
        }
        return text.toString();
    }
}
