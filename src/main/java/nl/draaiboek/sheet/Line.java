package nl.draaiboek.sheet;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One line of a {@link Sheet}, read field by field. A field that is not what it should be becomes a problem of the sheet, and
 * something harmless is returned, so that reading goes on and every fault is named at once.
 */
public final class Line {

    private static final Pattern MAIL =
            Pattern.compile("[^\\s@<>(),;:\"\\\\\\[\\]]{1,64}@(localhost|[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+)");
    private static final int LONGEST_MAIL = 254;
    private static final int LONGEST_LIST = 1000;
    private static final int LONGEST_WORD = 10;

    private final int number;
    private final Map<String, String> fields;
    private final List<Problem> problems;

    Line(int number, Map<String, String> fields, List<Problem> problems) {
        this.number = number;
        this.fields = fields;
        this.problems = problems;
    }

    /** In the file, from 1. */
    public int number() {
        return number;
    }

    /** The text of this field, empty when there is none. It may hold line breaks. */
    public String text(String column, int longest, boolean required) {
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

    /** The text of this field, on one line. */
    public String name(String column, int longest, boolean required) {
        var value = text(column, longest, required);
        if (value.chars().anyMatch(c -> c == '\n' || c == '\r' || c == '\t')) {
            problem(column, "This field must stand on one line.");
        }
        return value;
    }

    /** A mail address, empty when there is none. */
    public String mail(String column, boolean required) {
        var value = text(column, LONGEST_MAIL, required);
        check(column, MAIL.asMatchPredicate(), "a mail address, such as anouk@waddenhost.example");
        return value;
    }

    /** @param expected what it would be, said after "'…' is not" */
    public void check(String column, Predicate<String> rule, String expected) {
        var value = fields.getOrDefault(column, "");
        if (!value.isEmpty() && !rule.test(value)) {
            problem(column, "'" + value + "' is not " + expected + ".");
        }
    }

    /** One of these words, the first when the field is empty and not required. */
    public String oneOf(String column, List<String> words, boolean required) {
        var value = text(column, LONGEST_WORD, required).toLowerCase(Locale.ROOT);
        if (!value.isEmpty() && !words.contains(value)) {
            problem(column, "'" + value + "' is not known; write " + String.join(" or ", words) + ".");
        }
        return words.contains(value) ? value : words.get(0);
    }

    /** The parts of this field, each once, in the order of the alphabet. */
    public Stream<String> list(String column, String separator) {
        return Arrays.stream(text(column, LONGEST_LIST, false).split(separator))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .distinct()
                .sorted();
    }

    /** Whether it says yes, in Dutch or English. */
    public boolean yes(String column, boolean required) {
        var value = text(column, LONGEST_WORD, required).toLowerCase(Locale.ROOT);
        if (List.of("yes", "ja", "true", "1").contains(value)) {
            return true;
        }
        if (!value.isEmpty() && !List.of("no", "nee", "false", "0").contains(value)) {
            problem(column, "'" + value + "' is neither yes nor no.");
        }
        return false;
    }

    /** A whole number from 0. */
    public int number(String column, int otherwise) {
        var value = text(column, LONGEST_WORD, false);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (!value.matches("\\d{1,6}")) {
            problem(column, "'" + value + "' is no whole number.");
            return otherwise;
        }
        return Integer.parseInt(value);
    }

    /** Names a fault that only the reader of this register can see. */
    public void problem(String column, String message) {
        problems.add(new Problem(number, column, message));
    }
}
