package nl.draaiboek.communication;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import nl.draaiboek.communication.ImportCustomers.Entry;
import nl.draaiboek.sheet.Line;
import nl.draaiboek.sheet.Problem;
import nl.draaiboek.sheet.Sheet;

/**
 * The customers as a sheet: one a line. {@code language} is {@code nl} or {@code en}; {@code services} holds ids with spaces,
 * commas or bars between them.
 *
 * @param customers what it says; only to be used when there are no problems
 */
record CustomerSheet(List<Entry> customers, List<Problem> problems) {

    static final List<String> COLUMNS = List.of("id", "name", "mail", "language", "services");

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,59}");
    private static final int LONGEST_NAME = 200;

    static CustomerSheet read(String csv, Set<String> knownServices) {
        var sheet = Sheet.read(csv, COLUMNS, COLUMNS);
        var seen = new HashMap<String, Integer>();
        var customers = sheet.lines().stream()
                .map(line -> customer(line, knownServices, seen))
                .toList();
        return new CustomerSheet(customers, sheet.problems());
    }

    private static Entry customer(Line line, Set<String> knownServices, Map<String, Integer> seen) {
        var id = line.text("id", 60, true);
        line.check("id", ID.asMatchPredicate(), "a customer number: letters, digits, . _ and - only");
        var other = seen.putIfAbsent(id, line.number());
        if (other != null) {
            line.problem("id", "'" + id + "' stands in line " + other + " already.");
        }
        var services = line.list("services", "[\\s,|;]+").toList();
        services.stream()
                .filter(service -> !knownServices.contains(service))
                .forEach(service -> line.problem("services", "'" + service + "' is not in the register of services."));
        return new Entry(
                id,
                line.name("name", LONGEST_NAME, true),
                line.mail("mail", true),
                line.oneOf("language", List.of("nl", "en"), true),
                services);
    }
}
