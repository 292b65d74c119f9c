package nl.draaiboek.incident;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.draaiboek.people.People;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the record says, as a person reads it. Each kind of entry has a sentence in {@code messages/record.properties};
 * one without is told by its kind and its details, so nothing is ever left out. What people typed comes out as typed: escape
 * it where it is shown.
 */
@Component
public class RecordWords {

    /** {@code {times}}, or <code>{people|person|people}</code>: the number, and the word for one or for any other. */
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)(?:\\|([^|{}]*)\\|([^|{}]*))?}");

    private static final Pattern OPTIONAL = Pattern.compile("\\[([^\\[\\]]*)]");
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d.*Z");
    private static final Pattern WHOM = Pattern.compile("\\b(schedule|group|team):([\\w-]+)");
    private static final Pattern PERIOD = Pattern.compile("P(\\d+D)?(T(\\d+H)?(\\d+M)?(\\d+S)?)?");
    private static final int LONGEST = 300;

    /** What only the program itself reads; all of it stands in the record that can be taken along. */
    private static final Set<String> FOR_THE_PROGRAM = Set.of("activity", "dispatch", "page", "receipts", "signal");

    /** Details that pages and outbox have a word for as well. */
    private static final Set<String> OF_THE_OUTBOX = Set.of("audience", "channel", "message");

    /** Details in the words of {@code who-is-paged.dmn}. */
    private static final Set<String> CALLED = Set.of("manager", "paged", "who");

    private static final Set<String> PERSONS = Set.of(
            "assignee",
            "backup",
            "by",
            "caller",
            "finder",
            "first",
            "from",
            "helper",
            "instead",
            "lead",
            "manager",
            "notReached",
            "of",
            "owner",
            "person",
            "techLead",
            "told",
            "communicationsManager",
            "writer");

    private final People people;
    private final ZoneId zone;

    RecordWords(OfficeHours officeHours, People people) {
        this.people = people;
        this.zone = officeHours.zone();
    }

    /** One line: what happened. At most about 300 characters of what people typed. */
    public String sentence(RecordEntry entry) {
        var texts = texts();
        var pattern = pattern(texts, entry);
        if (pattern == null) {
            return generic(entry);
        }
        var shown = fill(
                OPTIONAL.matcher(pattern)
                        .replaceAll(part -> java.util.regex.Matcher.quoteReplacement(
                                complete(part.group(1), entry) ? part.group(1) : "")),
                entry);
        return cut(shown.replaceAll("\\s+", " ").strip());
    }

    /** What the sentence leaves out, by name in alphabetical order. */
    public Map<String, String> details(RecordEntry entry) {
        var pattern = pattern(texts(), entry);
        var told = pattern == null ? Set.<String>of() : places(pattern);
        var details = new TreeMap<String, String>();
        entry.details().keySet().forEach(name -> {
            var text = value(entry, name);
            if ((!told.contains(name) || text.length() > LONGEST)
                    && !text.isEmpty()
                    && !FOR_THE_PROGRAM.contains(name)) {
                details.put(name(name), text);
            }
        });
        return new LinkedHashMap<>(details);
    }

    private static @Nullable String pattern(ResourceBundle texts, RecordEntry entry) {
        return texts.containsKey(entry.kind()) ? texts.getString(entry.kind()) : null;
    }

    /** {@code [{person}: ]} names of whom something is said, unless they say it themselves. */
    private boolean complete(String part, RecordEntry entry) {
        return places(part).stream()
                .noneMatch(name -> missing(entry.details().get(name))
                        || part.endsWith(": ")
                                && entry.actor().equals(entry.details().get(name)));
    }

    private boolean missing(@Nullable Object value) {
        return value(value).isEmpty() || Objects.equals(value, 0);
    }

    private String fill(String pattern, RecordEntry entry) {
        return PLACE.matcher(pattern).replaceAll(place -> {
            var value = value(entry, place.group(1));
            var words = place.group(2) == null ? "" : ' ' + place.group(value.equals("1") ? 2 : 3);
            return java.util.regex.Matcher.quoteReplacement((value.isEmpty() ? "–" : value) + words);
        });
    }

    private String generic(RecordEntry entry) {
        var details = entry.details().entrySet().stream()
                .map(detail -> Map.entry(name(detail.getKey()), value(detail.getKey(), detail.getValue())))
                .filter(detail -> !detail.getValue().isEmpty())
                .sorted(Map.Entry.comparingByKey())
                .map(detail -> detail.getKey() + ": " + detail.getValue())
                .collect(Collectors.joining("; "));
        var words = name(entry.kind().replace('.', ' '));
        var what = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        return cut(details.isEmpty() ? what : what + " (" + details + ")");
    }

    /** Some words are only read so in an entry of this kind. */
    private String value(RecordEntry entry, String name) {
        var value = entry.details().get(name);
        var key = "value." + entry.kind() + '.' + value;
        return texts().containsKey(key) ? texts().getString(key) : value(name, value);
    }

    /** A person is called by name; the record keeps the login. */
    private String value(String name, @Nullable Object value) {
        if (PERSONS.contains(name) && value instanceof Collection<?> logins) {
            return logins.stream()
                    .map(login -> people.nameOf(String.valueOf(login)))
                    .collect(Collectors.joining(", "));
        }
        if (PERSONS.contains(name)
                && value instanceof String login
                && !WHOM.matcher(login).find()) {
            return people.nameOf(login);
        }
        return value instanceof Collection<?> list
                ? list.stream().map(one -> word(name, one)).collect(Collectors.joining(", "))
                : word(name, value);
    }

    /** The word for what a detail of this name says, where there is one. */
    private String word(String name, @Nullable Object value) {
        var key = name + '.' + value;
        if (OF_THE_OUTBOX.contains(name)) {
            var outbox = ResourceBundle.getBundle("messages.outbox", Locale.ROOT);
            var word = value(value);
            return outbox.containsKey("outbox." + key)
                    ? inSentence(outbox.getString("outbox." + key))
                    : word.equals(value) ? name(word) : word;
        }
        if (name.equals("groups")) {
            return name(String.valueOf(value));
        }
        if (CALLED.contains(name)) {
            return whom(value(value));
        }
        var texts = texts();
        return texts.containsKey("value." + key) ? texts.getString("value." + key) : value(value);
    }

    /** A label as it stands within a sentence: what is all capitals stays so. */
    private static String inSentence(String label) {
        return label.length() < 2 || Character.isUpperCase(label.charAt(1))
                ? label
                : label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1);
    }

    private String value(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Boolean yes) {
            return texts().getString(yes ? "yes" : "no");
        }
        if (value instanceof Collection<?> list) {
            var parts = new ArrayList<String>();
            list.forEach(item -> parts.add(value(item)));
            return String.join(", ", parts);
        }
        if (value instanceof Map<?, ?> map) {
            var parts = new ArrayList<String>();
            map.forEach((key, item) -> parts.add(name(String.valueOf(key)) + ": " + value(item)));
            return String.join(", ", parts);
        }
        var text = value.toString();
        var texts = texts();
        if (texts.containsKey("value." + text)) {
            return texts.getString("value." + text);
        }
        if (MOMENT.matcher(text).matches()) {
            return moment(text);
        }
        return text.length() > 2 && PERIOD.matcher(text).matches() ? period(text) : text;
    }

    /** {@code schedule:hosting, group:techLeads} as people say it. */
    private static String whom(String text) {
        return WHOM.matcher(text).replaceAll(one -> switch (one.group(1)) {
            case "schedule" -> "who is on call for " + name(one.group(2));
            case "team" -> "team " + one.group(2);
            default -> name(one.group(2));
        });
    }

    private static String period(String text) {
        var lasting = Duration.parse(text);
        return Stream.of(
                        part(lasting.toDays(), "day"),
                        part(lasting.toHoursPart(), "hour"),
                        part(lasting.toMinutesPart(), "minute"),
                        part(lasting.toSecondsPart(), "second"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.collectingAndThen(Collectors.joining(" "), all -> all.isEmpty() ? "at once" : all));
    }

    private static String part(long number, String unit) {
        return number == 0 ? "" : number + " " + unit + (number == 1 ? "" : "s");
    }

    private String moment(String text) {
        try {
            return DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH)
                    .format(Instant.parse(text).atZone(zone));
        } catch (DateTimeParseException e) {
            return text;
        }
    }

    private static Set<String> places(String pattern) {
        return PLACE.matcher(pattern)
                .results()
                .map(place -> place.group(1))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** {@code provisionalSeverity} is read as "provisional severity". */
    private static String name(String camelCase) {
        return camelCase.replaceAll("([a-z])([A-Z])", "$1 $2").replace('-', ' ').toLowerCase(Locale.ROOT);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST + 100 ? text : text.substring(0, LONGEST + 100) + "…";
    }

    private static ResourceBundle texts() {
        return ResourceBundle.getBundle("messages.record", Locale.ROOT);
    }

    /** Kinds of entries that have a sentence; for the test that none is misspelt. */
    static List<String> kinds() {
        return texts().keySet().stream()
                .filter(key -> key.contains(".") && !key.startsWith("value."))
                .sorted()
                .toList();
    }
}
