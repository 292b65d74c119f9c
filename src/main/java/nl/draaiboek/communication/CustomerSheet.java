package nl.draaiboek.communication;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nl.draaiboek.communication.ImportCustomers.Line;
import nl.draaiboek.communication.ImportCustomers.Problem;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * The customers as a sheet: one a line, the headings {@code id}, {@code name}, {@code mail}, {@code language} and {@code
 * services} in the first line in any order; {@code services} holds ids with spaces, commas or bars between them. Commas or
 * semicolons separate, as the first line shows.
 */
final class CustomerSheet {

    static final List<String> COLUMNS = List.of("id", "name", "mail", "language", "services");

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,59}");
    private static final Pattern MAIL =
            Pattern.compile("[^\\s@<>(),;:\"\\\\\\[\\]]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
    private static final int LONGEST = 200;

    private final Set<String> knownServices;
    private final List<Line> lines = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Integer> seen = new HashMap<>();

    private CustomerSheet(Set<String> knownServices) {
        this.knownServices = knownServices;
    }

    /** What it says; only to be used when there are no problems. */
    record Content(List<Line> lines, List<Problem> problems) {}

    static Content read(String csv, Set<String> knownServices) {
        var sheet = new CustomerSheet(knownServices);
        sheet.read(csv.startsWith("\uFEFF") ? csv.substring(1) : csv);
        return new Content(List.copyOf(sheet.lines), List.copyOf(sheet.problems));
    }

    private void read(String csv) {
        try (var parser = format(csv).parse(new StringReader(csv))) {
            var heading = List.<String>of();
            var line = 1;
            for (var row : parser) {
                if (Arrays.stream(row.values()).anyMatch(value -> !value.isBlank())) {
                    if (heading.isEmpty()) {
                        heading = heading(row, line);
                        if (!problems.isEmpty()) {
                            return;
                        }
                    } else {
                        customer(row, heading, line);
                    }
                }
                line = Math.toIntExact(parser.getCurrentLineNumber()) + 1;
            }
            if (heading.isEmpty()) {
                problems.add(
                        new Problem(1, "", "The sheet is empty; its first line has the headings " + COLUMNS + "."));
            }
        } catch (IOException | UncheckedIOException e) {
            problems.add(new Problem(
                    1, "", "This is no sheet of comma- or semicolon-separated values: a quote is not closed."));
        }
    }

    private List<String> heading(CSVRecord row, int line) {
        var heading = Arrays.stream(row.values())
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .toList();
        for (var column : COLUMNS) {
            if (!heading.contains(column)) {
                problems.add(new Problem(line, column, "This heading is missing."));
            }
        }
        for (var column : heading) {
            if (!COLUMNS.contains(column)) {
                problems.add(new Problem(line, column, "This heading is not known; there are " + COLUMNS + "."));
            }
        }
        return heading;
    }

    private void customer(CSVRecord row, List<String> heading, int line) {
        if (row.size() != heading.size()) {
            problems.add(new Problem(
                    line, "", "This line has " + row.size() + " fields; the headings are " + heading.size() + "."));
            return;
        }
        var values = new HashMap<String, String>();
        for (var i = 0; i < heading.size(); i++) {
            values.put(heading.get(i), row.get(i).strip());
        }
        var before = problems.size();
        Map<String, Consumer<String>> checks = Map.of(
                "id", value -> id(value, line),
                "name",
                        value -> refuse(
                                value.isEmpty() || hasControls(value), line, "name", "A name of one line is needed."),
                "mail",
                        value -> refuse(
                                !MAIL.matcher(value).matches(), line, "mail", "'" + value + "' is no mail address."),
                "language",
                        value -> refuse(
                                !value.equals("nl") && !value.equals("en"),
                                line,
                                "language",
                                "'" + value + "' is no language; write nl or en."));
        for (var column : COLUMNS) {
            var value = values.getOrDefault(column, "");
            refuse(
                    value.length() > LONGEST && !column.equals("services"),
                    line,
                    column,
                    "At most " + LONGEST + " characters.");
            checks.getOrDefault(column, ignored -> {}).accept(value);
        }
        var services = services(values.getOrDefault("services", ""), line);
        if (problems.size() == before) {
            lines.add(new Line(
                    values.getOrDefault("id", ""),
                    values.getOrDefault("name", ""),
                    values.getOrDefault("mail", ""),
                    values.getOrDefault("language", ""),
                    services));
        }
    }

    private void id(String id, int line) {
        refuse(
                !ID.matcher(id).matches(),
                line,
                "id",
                "'" + id + "' is no customer number: letters, digits, . _ and - only.");
        var other = seen.putIfAbsent(id, line);
        refuse(other != null, line, "id", "'" + id + "' stands in line " + other + " already.");
    }

    private List<String> services(String cell, int line) {
        var services = Arrays.stream(cell.split("[\\s,|;]+"))
                .filter(service -> !service.isEmpty())
                .collect(Collectors.toCollection(java.util.TreeSet::new));
        for (var service : services) {
            refuse(
                    !knownServices.contains(service),
                    line,
                    "services",
                    "'" + service + "' is not in the register of services.");
        }
        return List.copyOf(services);
    }

    private void refuse(boolean wrong, int line, String column, String message) {
        if (wrong) {
            problems.add(new Problem(line, column, message));
        }
    }

    private static boolean hasControls(String value) {
        return value.chars().anyMatch(Character::isISOControl);
    }

    private static CSVFormat format(String sheet) {
        var first = sheet.lines().findFirst().orElse("");
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
