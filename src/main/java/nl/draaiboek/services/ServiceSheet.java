package nl.draaiboek.services;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.draaiboek.sheet.Line;
import nl.draaiboek.sheet.Problem;
import nl.draaiboek.sheet.Sheet;
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
        return new Reader(known)
                .read(Sheet.read(
                        csv,
                        COLUMNS,
                        REQUIRED,
                        known.stream().collect(Collectors.toMap(Service::id, ServiceSheet::fields))));
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
        private final Map<String, Line> lines = new LinkedHashMap<>();

        Reader(List<Service> known) {
            this.known = known.stream().collect(Collectors.toMap(Service::id, Function.identity()));
        }

        ServiceSheet read(Sheet sheet) {
            var services = sheet.lines().stream().map(this::service).toList();
            references(services);
            return new ServiceSheet(services, sheet.problems());
        }

        private Service service(Line line) {
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
                    duration(line, "rto"),
                    duration(line, "rpo"),
                    new Backup(
                            line.text("backup_kind", 200, false),
                            duration(line, "backup_every"),
                            line.text("backup_place", 200, false),
                            duration(line, "backup_restore")),
                    line.yes("customer_facing", true),
                    line.list("labels", "\\|")
                            .map(label -> label.toLowerCase(Locale.ROOT))
                            .distinct()
                            .sorted()
                            .toList(),
                    line.number("position", line.number()),
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

        private static @Nullable Duration duration(Line line, String column) {
            var value = line.text(column, 30, false);
            if (value.isEmpty()) {
                return null;
            }
            var duration = Durations.read(value);
            if (duration == null) {
                line.problem(column, "'" + value + "' is no duration; write 30m, 4h, 1d, 1d 12h or PT4H.");
            }
            return duration;
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
}
