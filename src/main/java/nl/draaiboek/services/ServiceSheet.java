package nl.draaiboek.services;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.draaiboek.services.ImportServices.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The register as a sheet: one service a line, one field a column, the headings in the first line in any order.
 *
 * @param services what it says; only to be used when there are no problems
 */
record ServiceSheet(List<Service> services, List<Problem> problems) {

    private static final List<String> REQUIRED = List.of("id", "name_nl", "name_en", "owner", "customer_facing");

    static final List<String> COLUMNS = List.of(
            "id",
            "name_nl",
            "name_en",
            "description_nl",
            "description_en",
            "owner",
            "parent",
            "depends_on",
            "rto",
            "rpo",
            "backup_kind",
            "backup_every",
            "backup_place",
            "backup_restore",
            "customer_facing",
            "labels",
            "position");

    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern OWNER = Pattern.compile("[\\w.-]{1,60}");

    /** @param known what the register holds now: may be named as parent or dependency, and keeps its state */
    static ServiceSheet read(String csv, List<Service> known) {
        return new Reader(known).read(Csv.parse(csv));
    }

    /** A service as the fields of a line, in the order of {@link #COLUMNS}; {@link #read} understands them. */
    static Map<String, String> fields(Service service) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("id", service.id());
        fields.put("name_nl", service.nameNl());
        fields.put("name_en", service.nameEn());
        fields.put("description_nl", service.descriptionNl());
        fields.put("description_en", service.descriptionEn());
        fields.put("owner", service.owner());
        fields.put("parent", service.parent() == null ? "" : service.parent());
        fields.put("depends_on", String.join(" ", service.dependsOn()));
        fields.put("rto", Durations.write(service.rto()));
        fields.put("rpo", Durations.write(service.rpo()));
        fields.put("backup_kind", service.backup().kind());
        fields.put("backup_every", Durations.write(service.backup().every()));
        fields.put("backup_place", service.backup().place());
        fields.put("backup_restore", Durations.write(service.backup().restoreTime()));
        fields.put("customer_facing", service.customerFacing() ? "yes" : "no");
        fields.put("labels", String.join("|", service.labels()));
        fields.put("position", Integer.toString(service.position()));
        return fields;
    }

    /** Reads all lines before it judges, so that every fault is named at once. */
    private static final class Reader {
        private final Map<String, Service> known;
        private final List<Problem> problems = new ArrayList<>();
        private final Map<String, Line> lines = new LinkedHashMap<>();

        Reader(List<Service> known) {
            this.known = known.stream().collect(Collectors.toMap(Service::id, Function.identity()));
        }

        ServiceSheet read(Csv csv) {
            if (csv.rows().isEmpty()) {
                problems.add(new Problem(
                        1,
                        "",
                        "The file is empty. Its first line must hold the headings: " + String.join(", ", COLUMNS)
                                + "."));
                return new ServiceSheet(List.of(), problems);
            }
            var headings = headings(csv.rows().get(0));
            if (!problems.isEmpty()) {
                return new ServiceSheet(List.of(), List.copyOf(problems));
            }
            var services = csv.rows().stream()
                    .skip(1)
                    .map(row -> service(headings, row))
                    .toList();
            references(services);
            return new ServiceSheet(services, List.copyOf(problems));
        }

        private List<String> headings(Csv.Row row) {
            var headings = row.fields().stream()
                    .map(heading -> heading.strip().toLowerCase(Locale.ROOT))
                    .toList();
            var seen = new HashSet<String>();
            for (var heading : headings) {
                if (!COLUMNS.contains(heading)) {
                    problems.add(new Problem(
                            row.line(),
                            heading,
                            "No column is called '" + heading + "'. Known are: " + String.join(", ", COLUMNS) + "."));
                } else if (!seen.add(heading)) {
                    problems.add(new Problem(row.line(), heading, "This column stands here twice."));
                }
            }
            REQUIRED.stream()
                    .filter(column -> !headings.contains(column))
                    .forEach(column -> problems.add(new Problem(row.line(), column, "This column is missing.")));
            return headings;
        }

        private Service service(List<String> headings, Csv.Row row) {
            var line = new Line(row.line(), new HashMap<>(), problems);
            if (row.fields().size() > headings.size()) {
                line.problem(
                        "", "There are " + row.fields().size() + " fields under " + headings.size() + " headings.");
            }
            for (var i = 0; i < Math.min(headings.size(), row.fields().size()); i++) {
                line.fields().put(headings.get(i), row.fields().get(i).strip());
            }
            var id = line.text("id", 60, true);
            line.check("id", ID.asMatchPredicate(), "lower-case words with hyphens, such as hosting-haarlem");
            line.check("owner", OWNER.asMatchPredicate(), "the id of a group, such as techLeads");
            if (!id.isEmpty() && lines.put(id, line) != null) {
                line.problem("id", "'" + id + "' stands in this sheet twice.");
            }
            var parent = line.text("parent", 60, false);
            var before = known.get(id);
            return new Service(
                    id,
                    line.text("name_nl", 100, true),
                    line.text("name_en", 100, true),
                    line.text("description_nl", 500, false),
                    line.text("description_en", 500, false),
                    line.text("owner", 60, true),
                    parent.isEmpty() ? null : parent,
                    line.list("depends_on", "[\\s|]+").toList(),
                    line.duration("rto"),
                    line.duration("rpo"),
                    new Backup(
                            line.text("backup_kind", 200, false),
                            line.duration("backup_every"),
                            line.text("backup_place", 200, false),
                            line.duration("backup_restore")),
                    line.yes("customer_facing"),
                    line.list("labels", "\\|")
                            .map(label -> label.toLowerCase(Locale.ROOT))
                            .distinct()
                            .sorted()
                            .toList(),
                    line.number("position", row.line()),
                    before == null ? ServiceState.OPERATIONAL : before.state());
        }

        private void references(List<Service> services) {
            var after = new HashMap<>(known);
            services.forEach(service -> after.put(service.id(), service));
            var callers = new HashMap<String, String>();
            after.values().forEach(service -> service.labels().stream()
                    .filter(label -> !lines.containsKey(service.id()))
                    .forEach(label -> callers.put(label, service.id())));
            for (var service : services) {
                var line = lines.get(service.id());
                if (line == null) {
                    continue;
                }
                Stream.of("parent", "depends_on").forEach(column -> others(service, column)
                        .filter(other -> !after.containsKey(other))
                        .forEach(other -> line.problem(
                                column, "'" + other + "' stands neither in this sheet nor in the register.")));
                if (others(service, "depends_on").anyMatch(service.id()::equals)) {
                    line.problem("depends_on", "A service cannot depend on itself.");
                }
                if (partOfItself(service, after)) {
                    line.problem("parent", "'" + service.id() + "' would be a part of itself.");
                }
                for (var label : service.labels()) {
                    var other = callers.putIfAbsent(label, service.id());
                    if (other != null && !other.equals(service.id())) {
                        line.problem("labels", "'" + label + "' already means the service '" + other + "'.");
                    }
                }
            }
        }

        private static Stream<String> others(Service service, String column) {
            if (column.equals("depends_on")) {
                return service.dependsOn().stream();
            }
            return service.parent() == null ? Stream.empty() : Stream.of(service.parent());
        }

        private static boolean partOfItself(Service service, Map<String, Service> all) {
            Set<String> seen = new HashSet<>(List.of(service.id()));
            var parent = service.parent();
            while (parent != null) {
                if (!seen.add(parent)) {
                    return parent.equals(service.id());
                }
                var next = all.get(parent);
                parent = next == null ? null : next.parent();
            }
            return false;
        }
    }

    /** One line, and where its faults go. */
    private record Line(int number, Map<String, String> fields, List<Problem> problems) {

        String text(String column, int longest, boolean required) {
            var value = fields.getOrDefault(column, "");
            if (required && value.isEmpty()) {
                problem(column, "This field must be filled in.");
            }
            if (value.length() > longest) {
                problem(column, "At most " + longest + " characters; this has " + value.length() + ".");
            }
            if (value.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
                problem(column, "This field holds control characters.");
            }
            return value;
        }

        void check(String column, Predicate<String> rule, String expected) {
            var value = fields.getOrDefault(column, "");
            if (!value.isEmpty() && !rule.test(value)) {
                problem(column, "'" + value + "' is not " + expected + ".");
            }
        }

        Stream<String> list(String column, String separator) {
            return Arrays.stream(text(column, 1000, false).split(separator))
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .distinct()
                    .sorted();
        }

        @Nullable
        Duration duration(String column) {
            var value = text(column, 30, false);
            if (value.isEmpty()) {
                return null;
            }
            var duration = Durations.read(value);
            if (duration == null) {
                problem(column, "'" + value + "' is no duration; write 30m, 4h, 1d, 1d 12h or PT4H.");
            }
            return duration;
        }

        boolean yes(String column) {
            var value = text(column, 10, true).toLowerCase(Locale.ROOT);
            if (List.of("yes", "ja", "true", "1").contains(value)) {
                return true;
            }
            if (!value.isEmpty() && !List.of("no", "nee", "false", "0").contains(value)) {
                problem(column, "'" + value + "' is neither yes nor no.");
            }
            return false;
        }

        int number(String column, int otherwise) {
            var value = text(column, 10, false);
            if (value.isEmpty()) {
                return otherwise;
            }
            if (!value.matches("\\d{1,6}")) {
                problem(column, "'" + value + "' is no whole number.");
                return otherwise;
            }
            return Integer.parseInt(value);
        }

        void problem(String column, String message) {
            problems.add(new Problem(number, column, message));
        }
    }
}
