package nl.draaiboek.people;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nl.draaiboek.engine.Login;
import nl.draaiboek.sheet.Line;
import nl.draaiboek.sheet.Problem;
import nl.draaiboek.sheet.Sheet;
import org.jspecify.annotations.Nullable;

/**
 * The directory as a sheet: one colleague a line. Lists have spaces between their parts; ways are written as {@link Ways} has
 * it, times away as {@code 2026-12-24..2027-01-02}, with spaces between them.
 *
 * @param contacts what it says; only to be used when there are no problems
 */
record ContactSheet(List<Contact> contacts, List<Problem> problems) {

    static final List<String> COLUMNS = List.of(
            "id",
            "first_name",
            "last_name",
            "mail",
            "language",
            "groups",
            "primary_phone",
            "secondary_phone",
            "landline",
            "chat",
            "emergency_name",
            "emergency_phone",
            "location",
            "technical",
            "teams",
            "leads",
            "ways_by_day",
            "ways_by_night",
            "away",
            "left_on");

    /** What only who needs it may see. */
    static final Set<String> CONFIDENTIAL =
            Set.of("primary_phone", "secondary_phone", "landline", "emergency_name", "emergency_phone");

    private static final String OF_THEIR_OWN = "everyone has one of their own.";
    private static final List<String> REQUIRED = List.of("id");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]+");
    private static final Pattern CHAT =
            Pattern.compile("|[UW][A-Z0-9]{5,20}|@[a-z0-9][a-z0-9._-]{0,63}|@[^:\\s@]+:[A-Za-z0-9.:-]+");
    private static final Pattern TEAM = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Map<Way, String> NEEDS = Map.of(
            Way.MAIL, "mail",
            Way.SMS, "primary_phone",
            Way.CALL, "primary_phone",
            Way.SMS_SECOND, "secondary_phone",
            Way.CALL_SECOND, "secondary_phone",
            Way.CALL_LANDLINE, "landline",
            Way.CHAT, "chat");

    /** Whether this says that somebody else has it already. */
    static boolean taken(Problem problem) {
        return problem.message().contains(OF_THEIR_OWN);
    }

    /**
     * @param known the directory as it is: a column that the sheet does not have keeps what stands there
     * @param groups ids of groups that exist
     */
    static ContactSheet read(String csv, List<Contact> known, Set<String> groups) {
        var before = known.stream()
                .collect(Collectors.toMap(contact -> contact.colleague().id(), ContactSheet::fields));
        var sheet = Sheet.read(csv, COLUMNS, REQUIRED, before);
        var reader = new Reader(known, groups);
        var contacts = sheet.lines().stream().map(reader::contact).toList();
        reader.ownEach(sheet.lines(), contacts);
        return new ContactSheet(contacts, sheet.problems());
    }

    /** A colleague as the fields of a line; {@link #read} understands them. */
    static Map<String, String> fields(Contact contact) {
        var colleague = contact.colleague();
        var fields = new LinkedHashMap<String, String>();
        fields.put("id", colleague.id());
        fields.put("first_name", colleague.firstName());
        fields.put("last_name", colleague.lastName());
        fields.put("mail", colleague.mail());
        fields.put("language", colleague.language());
        fields.put("groups", words(colleague.groups()));
        fields.put("primary_phone", words(contact.primaryPhone()));
        fields.put("secondary_phone", words(contact.secondaryPhone()));
        fields.put("landline", words(contact.landline()));
        fields.put("chat", contact.chat());
        fields.put("emergency_name", contact.emergencyName());
        fields.put("emergency_phone", words(contact.emergencyPhone()));
        fields.put("location", contact.location());
        fields.put("technical", contact.technical() ? "yes" : "no");
        fields.put("teams", words(contact.teams()));
        fields.put("leads", words(contact.leads()));
        fields.put("ways_by_day", contact.byDay().write());
        fields.put("ways_by_night", contact.byNight().write());
        fields.put("away", contact.away().stream().map(Absence::write).collect(Collectors.joining(" ")));
        fields.put("left_on", Objects.toString(contact.leftOn(), ""));
        return fields;
    }

    private static String words(Set<String> words) {
        return String.join(" ", new TreeSet<>(words));
    }

    private static String words(@Nullable PhoneNumber phone) {
        return phone == null ? "" : phone.inWords();
    }

    /** Reads all lines, so that every fault is named at once. */
    static final class Reader {

        private final Map<String, Contact> known;
        private final Set<String> groups;
        private final Map<String, Integer> seen = new HashMap<>();

        Reader(List<Contact> known, Set<String> groups) {
            this.known = known.stream()
                    .collect(Collectors.toMap(contact -> contact.colleague().id(), Function.identity()));
            this.groups = new TreeSet<>(groups);
        }

        Contact contact(Line line) {
            var before = known.get(line.text("id", 64, true));
            var teams = teams(line, "teams");
            var leads = teams(line, "leads");
            leads.stream()
                    .filter(team -> !teams.contains(team))
                    .forEach(team ->
                            line.problem("leads", "Who leads '" + team + "' must be in it, in the column teams."));
            var contact = new Contact(
                    colleague(line),
                    phone(line, "primary_phone"),
                    phone(line, "secondary_phone"),
                    phone(line, "landline"),
                    chat(line),
                    line.name("emergency_name", 100, false),
                    phone(line, "emergency_phone"),
                    line.name("location", 100, false),
                    line.yes("technical", false),
                    teams,
                    leads,
                    ways(line, "ways_by_day"),
                    ways(line, "ways_by_night"),
                    away(line),
                    day(line, "left_on"),
                    before == null ? null : before.confirmedAt());
            reachable(line, contact);
            if (contact.emergencyPhone() != null && contact.emergencyName().isEmpty()) {
                line.problem("emergency_name", "Who answers emergency_phone? Write a name beside the number.");
            }
            return contact;
        }

        /**
         * Calendars find people by their mail address, an SMS by the number that it came from and the chat by their name there, so that
         * each has their own while they work here. A landline may be shared: nothing comes from it.
         */
        void ownEach(List<Line> lines, List<Contact> contacts) {
            var whose = new HashMap<String, String>();
            known.values().stream()
                    .filter(contact -> !seen.containsKey(contact.colleague().id()) && contact.leftOn() == null)
                    .forEach(contact -> own(contact)
                            .values()
                            .forEach(value ->
                                    whose.put(value, contact.colleague().id())));
            for (var each = 0; each < lines.size(); each++) {
                var contact = contacts.get(each);
                var id = contact.colleague().id();
                if (contact.leftOn() != null) {
                    continue;
                }
                var line = lines.get(each);
                own(contact).forEach((column, value) -> {
                    var other = whose.putIfAbsent(value, id);
                    if (other != null && !other.equals(id)) {
                        line.problem(column, taken(column, contact, other));
                    }
                });
            }
        }

        /** What nobody else has, by column. */
        private static Map<String, String> own(Contact contact) {
            var own = new LinkedHashMap<String, String>();
            own.put("mail", contact.colleague().mail());
            own.put("primary_phone", mobile(contact.primaryPhone()));
            own.put("secondary_phone", mobile(contact.secondaryPhone()));
            own.put("chat", contact.chat());
            own.values().removeIf(String::isEmpty);
            own.replaceAll((column, value) -> value.toLowerCase(Locale.ROOT));
            return own;
        }

        private static String mobile(@Nullable PhoneNumber phone) {
            return phone != null && phone.mobile() ? phone.value() : "";
        }

        private static String taken(String column, Contact contact, String other) {
            return switch (column) {
                case "mail" ->
                    "'" + contact.colleague().mail() + "' is the mail address of '" + other
                            + "' already. Calendars find people by it, so " + OF_THEIR_OWN;
                case "chat" ->
                    "'" + contact.chat() + "' is who '" + other
                            + "' is in the chat already. What is said there is known by it, so " + OF_THEIR_OWN;
                default ->
                    "This is the mobile number of '" + other
                            + "' already. Answers by SMS are known by it, so " + OF_THEIR_OWN
                            + " A landline may be shared.";
            };
        }

        private Colleague colleague(Line line) {
            var id = line.text("id", 64, true);
            line.check("id", ID.asMatchPredicate(), "a login: letters and digits only, such as anoukDeVries");
            var other = id.isEmpty() ? null : seen.putIfAbsent(id, line.number());
            if (other != null) {
                line.problem("id", "'" + id + "' stands in line " + other + " already.");
            }
            var rights = line.list("groups", "[\\s,|]+").collect(Collectors.toCollection(TreeSet::new));
            for (var group : rights) {
                if (!groups.contains(group)) {
                    line.problem(
                            "groups",
                            "There is no group '" + group + "'. There are: " + String.join(", ", groups) + ".");
                } else if (group.equals(Login.ADMINISTRATORS) && !administrator(id)) {
                    line.problem("groups", "Administrators are made in Camunda Admin, not by a sheet.");
                }
            }
            return new Colleague(
                    id,
                    line.name("first_name", 100, true),
                    line.name("last_name", 100, true),
                    line.mail("mail", false),
                    line.oneOf("language", List.of("nl", "en"), true),
                    rights);
        }

        private boolean administrator(String id) {
            var before = known.get(id);
            return before != null && before.colleague().groups().contains(Login.ADMINISTRATORS);
        }

        private static Set<String> teams(Line line, String column) {
            var teams = line.list(column, "[\\s,|]+").collect(Collectors.toCollection(TreeSet::new));
            teams.stream()
                    .filter(TEAM.asMatchPredicate().negate())
                    .forEach(team -> line.problem(
                            column,
                            "'" + team + "' is not a team: lower-case words with hyphens, such as network-haarlem."));
            return teams;
        }

        static @Nullable PhoneNumber phone(Line line, String column) {
            var text = line.name(column, 40, false);
            if (text.isEmpty()) {
                return null;
            }
            var phone = PhoneNumber.read(text);
            if (phone.isEmpty()) {
                line.problem(
                        column,
                        "This is no telephone number that can exist; write 06 12345678, or +44 7400 123456 for another country.");
            }
            if (column.equals("landline")
                    && phone.filter(PhoneNumber::mobileOnly).isPresent()) {
                line.problem(column, "This is a mobile number; write it as primary_phone or secondary_phone.");
            }
            return phone.orElse(null);
        }

        private static String chat(Line line) {
            line.check(
                    "chat",
                    CHAT.asMatchPredicate(),
                    "who they are in the chat system: U0123ABCD in Slack, @anouk in Mattermost, @anouk:waddenhost.example"
                            + " in Matrix");
            return line.text("chat", 255, false);
        }

        static Ways ways(Line line, String column) {
            try {
                return Ways.read(line.name(column, 200, false));
            } catch (IllegalArgumentException e) {
                line.problem(column, String.valueOf(e.getMessage()));
                return Ways.NONE;
            }
        }

        private static List<Absence> away(Line line) {
            try {
                return line.list("away", "\\s+(?!\\.\\.)").map(Absence::read).toList();
            } catch (IllegalArgumentException e) {
                line.problem("away", String.valueOf(e.getMessage()));
                return List.of();
            }
        }

        static @Nullable LocalDate day(Line line, String column) {
            var text = line.text(column, 10, false);
            try {
                return text.isEmpty() ? null : LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                line.problem(column, "'" + text + "' is no day; write 2026-12-31.");
                return null;
            }
        }

        /** Who chose a way must have what it needs. */
        private static void reachable(Line line, Contact contact) {
            reachable(line, "ways_by_day", contact.byDay(), contact);
            reachable(line, "ways_by_night", contact.byNight(), contact);
        }

        static void reachable(Line line, String of, Ways chosen, Contact contact) {
            var possible = contact.possible();
            NEEDS.forEach((way, column) -> {
                if (chosen.uses(way) && !possible.contains(way)) {
                    line.problem(
                            of,
                            "'" + way.word() + "' needs a "
                                    + (way == Way.SMS || way == Way.SMS_SECOND ? "mobile number" : "value")
                                    + " in " + column + ".");
                }
            });
        }
    }
}
