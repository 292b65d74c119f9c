package nl.draaiboek.people;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nl.draaiboek.people.ContactSheet.Reader;
import nl.draaiboek.sheet.Line;
import nl.draaiboek.sheet.Problem;
import nl.draaiboek.sheet.Sheet;
import org.jspecify.annotations.Nullable;

/**
 * The register of outside help as a sheet: one contact a line; those of one organisation are called in the order of their turn.
 *
 * @param contacts what it says; only to be used when there are no problems
 */
record OutsideSheet(List<OutsideContact> contacts, List<Problem> problems) {

    static final List<String> COLUMNS = List.of(
            "id",
            "organisation",
            "name",
            "kind",
            "turn",
            "helps_with",
            "services",
            "reference",
            "hours",
            "language",
            "mail",
            "primary_phone",
            "secondary_phone",
            "landline",
            "ways",
            "ended_on");

    /** What only who needs it may see. */
    static final Set<String> CONFIDENTIAL = Set.of("mail", "primary_phone", "secondary_phone", "landline");

    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int LONGEST_TEXT = 500;

    /** @param known the register as it is: a column that the sheet does not have keeps what stands there */
    static OutsideSheet read(String csv, List<OutsideContact> known) {
        var before = known.stream().collect(Collectors.toMap(OutsideContact::id, OutsideSheet::fields));
        var sheet = Sheet.read(csv, COLUMNS, List.of("id"), before);
        var seen = new HashMap<String, Integer>();
        var contacts = sheet.lines().stream().map(line -> contact(line, seen)).toList();
        return new OutsideSheet(contacts, sheet.problems());
    }

    /** A contact as the fields of a line; {@link #read} understands them. */
    static Map<String, String> fields(OutsideContact outside) {
        var contact = outside.contact();
        var fields = new LinkedHashMap<String, String>();
        fields.put("id", outside.id());
        fields.put("organisation", outside.organisation());
        fields.put("name", outside.name());
        fields.put("kind", outside.kind().word());
        fields.put("turn", Integer.toString(outside.turn()));
        fields.put("helps_with", outside.helpsWith());
        fields.put("services", String.join(" ", new TreeSet<>(outside.services())));
        fields.put("reference", outside.reference());
        fields.put("hours", outside.hours());
        fields.put("language", contact.colleague().language());
        fields.put("mail", contact.colleague().mail());
        fields.put("primary_phone", words(contact.primaryPhone()));
        fields.put("secondary_phone", words(contact.secondaryPhone()));
        fields.put("landline", words(contact.landline()));
        fields.put("ways", contact.byDay().write());
        fields.put("ended_on", Objects.toString(contact.leftOn(), ""));
        return fields;
    }

    private static OutsideContact contact(Line line, Map<String, Integer> seen) {
        var id = line.text("id", 60, true);
        line.check("id", ID.asMatchPredicate(), "an id: lower-case words with hyphens, such as noorder-netwerk-1");
        var other = id.isEmpty() ? null : seen.putIfAbsent(id, line.number());
        if (other != null) {
            line.problem("id", "'" + id + "' stands in line " + other + " already.");
        }
        var ways = Reader.ways(line, "ways");
        var contact = contact(
                new Colleague(
                        id,
                        line.name("name", 100, true),
                        "",
                        line.mail("mail", false),
                        line.oneOf("language", List.of("nl", "en"), true),
                        Set.of()),
                line,
                ways);
        Reader.reachable(line, "ways", ways, contact);
        if (ways.uses(Way.CHAT)) {
            line.problem("ways", "Nobody outside is in our chat; leave 'chat' out.");
        }
        return new OutsideContact(
                contact,
                line.name("organisation", 100, true),
                OutsideContact.Kind.valueOf(line.oneOf("kind", List.of("partner", "expert", "supplier"), true)
                        .toUpperCase(Locale.ROOT)),
                line.number("turn", 1),
                line.name("helps_with", LONGEST_TEXT, true),
                line.list("services", "[\\s,|]+").collect(Collectors.toCollection(TreeSet::new)),
                line.name("reference", 200, false),
                line.name("hours", 200, false));
    }

    private static Contact contact(Colleague colleague, Line line, Ways ways) {
        return new Contact(
                colleague,
                Reader.phone(line, "primary_phone"),
                Reader.phone(line, "secondary_phone"),
                Reader.phone(line, "landline"),
                "",
                "",
                null,
                "",
                true,
                Set.of(),
                Set.of(),
                ways,
                ways,
                List.of(),
                Reader.day(line, "ended_on"),
                null);
    }

    private static String words(@Nullable PhoneNumber phone) {
        return phone == null ? "" : phone.inWords();
    }
}
