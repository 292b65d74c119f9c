package nl.draaiboek.sheet;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * A register as a sheet (RFC 4180), as spreadsheets write it: one thing a line, one field a column, the headings in the first
 * line in any order. Quoted fields may hold separators, doubled quotes and line breaks; commas or semicolons separate, as the
 * first line shows.
 */
public final class Sheet {

    /** What a spreadsheet would take for a formula. */
    private static final Pattern FORMULA = Pattern.compile("[=@\\t\\r].*|[+-](?![\\d ]*$).*", Pattern.DOTALL);

    /** By this mark a spreadsheet knows that a file is UTF-8. */
    private static final String MARK = "\uFEFF";

    private final List<String> columns;
    private final Map<String, Map<String, String>> known;
    private final List<Line> lines = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private Sheet(List<String> columns, Map<String, Map<String, String>> known) {
        this.columns = columns;
        this.known = known;
    }

    /**
     * @param columns all headings that this register knows
     * @param required those that must be there
     */
    public static Sheet read(String csv, List<String> columns, List<String> required) {
        return read(csv, columns, required, Map.of());
    }

    /**
     * @param known by what stands in the first of the columns, what the register holds already: a column that the sheet does
     *     not have keeps it, since leaving out a column is not asking to empty it
     */
    public static Sheet read(
            String csv, List<String> columns, List<String> required, Map<String, Map<String, String>> known) {
        var sheet = new Sheet(columns, known);
        sheet.read(csv.startsWith(MARK) ? csv.substring(1) : csv, required);
        return sheet;
    }

    /**
     * The text of a file that somebody handed in.
     *
     * @throws FaultySheet when it is not written in UTF-8, or holds the character NUL
     */
    public static String text(byte[] file) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            var nul = text.indexOf('\0');
            if (nul >= 0) {
                var line = 1
                        + (int) text.substring(0, nul)
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
                throw new FaultySheet(List.of(new Problem(
                        line, "", "This line holds a character that cannot be kept (NUL). Take it out of the sheet.")));
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new FaultySheet(List.of(new Problem(
                    1,
                    "",
                    "The file is not written in UTF-8. In a spreadsheet, choose \"CSV UTF-8\" when you save it.")));
        }
    }

    /** A sheet that {@link #read} understands, as a file that spreadsheets open well and in which nothing runs. */
    public static byte[] file(List<String> columns, List<Map<String, String>> rows) {
        return (MARK + write(columns, rows)).getBytes(StandardCharsets.UTF_8);
    }

    /** @param rows by column; a column that a row does not have stays empty */
    public static String write(List<String> columns, List<Map<String, String>> rows) {
        return rows.stream()
                .map(row -> columns.stream()
                        .map(column -> quoted(row.getOrDefault(column, "")))
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n", String.join(",", columns) + "\r\n", rows.isEmpty() ? "" : "\r\n"));
    }

    /** The lines under the headings that are not blank; none when the headings are at fault. */
    public List<Line> lines() {
        return List.copyOf(lines);
    }

    /** What was found wrong so far, also by those who read the lines, from the first line to the last. */
    public List<Problem> problems() {
        return problems.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
    }

    private void read(String csv, List<String> required) {
        var headings = List.<String>of();
        // The parser counts lines as they end, so a row begins on the line after the one before it.
        var number = 1;
        try (var parser = format(csv).parse(new StringReader(csv))) {
            for (var row : parser) {
                if (Arrays.stream(row.values()).anyMatch(value -> !value.isBlank())) {
                    if (headings.isEmpty()) {
                        headings = headings(row, number, required);
                        if (!problems.isEmpty()) {
                            return;
                        }
                    } else {
                        lines.add(line(headings, row, number));
                    }
                }
                number = Math.toIntExact(parser.getCurrentLineNumber()) + 1;
            }
        } catch (IOException | UncheckedIOException e) {
            problems.add(new Problem(number, "", "From here on this is no sheet: a quote is not closed."));
            return;
        }
        if (headings.isEmpty()) {
            problems.add(new Problem(
                    1, "", "The file is empty. Its first line must hold the headings: " + words(columns) + "."));
        }
    }

    private List<String> headings(CSVRecord row, int number, List<String> required) {
        var headings = Arrays.stream(row.values())
                .map(heading -> heading.strip().toLowerCase(Locale.ROOT))
                .toList();
        var seen = new HashSet<String>();
        for (var heading : headings) {
            if (!columns.contains(heading)) {
                problems.add(new Problem(
                        number, heading, "No column is called '" + heading + "'. Known are: " + words(columns) + "."));
            } else if (!seen.add(heading)) {
                problems.add(new Problem(number, heading, "This column stands here twice."));
            }
        }
        required.stream()
                .filter(column -> !headings.contains(column))
                .forEach(column -> problems.add(new Problem(number, column, "This column is missing.")));
        return headings;
    }

    private Line line(List<String> headings, CSVRecord row, int number) {
        var fields = new HashMap<String, String>();
        for (var i = 0; i < Math.min(headings.size(), row.size()); i++) {
            fields.put(headings.get(i), plain(row.get(i).strip()));
        }
        known.getOrDefault(fields.getOrDefault(columns.get(0), ""), Map.of()).forEach((column, value) -> {
            if (!headings.contains(column)) {
                fields.put(column, value);
            }
        });
        var line = new Line(number, fields, problems);
        if (row.size() > headings.size()) {
            line.problem("", "There are " + row.size() + " fields under " + headings.size() + " headings.");
        }
        return line;
    }

    private static String plain(String field) {
        return field.startsWith("'") && FORMULA.matcher(field.substring(1)).matches() ? field.substring(1) : field;
    }

    private static String quoted(String field) {
        var safe = FORMULA.matcher(field).matches() ? "'" + field : field;
        return safe.chars().anyMatch(c -> c == ',' || c == ';' || c == '"' || c == '\n' || c == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }

    private static String words(List<String> columns) {
        return String.join(", ", columns);
    }

    private static CSVFormat format(String csv) {
        var first = csv.lines().findFirst().orElse("");
        var semicolons = first.chars().filter(c -> c == ';').count();
        var commas = first.chars().filter(c -> c == ',').count();
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(semicolons > commas ? ';' : ',')
                .setIgnoreEmptyLines(false)
                .setTrailingData(true)
                .get();
    }
}
