package nl.draaiboek.people.calendar;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Whom an event of a calendar means. By the mail address of who is invited, else by what stands in its title: a mail address, a
 * name, a login, or a first or last name that only one colleague has. Where a title names some of those invited, they alone are
 * meant: a planner often invites themselves as well.
 */
public final class WhoIsMeant {

    private static final Pattern BETWEEN = Pattern.compile("[/&+;,]|(?iU)\\b(?:en|and)\\b");
    private static final Pattern NAME = Pattern.compile("(?U)\\p{Alpha}[\\p{Alpha}.' -]{1,60}");
    private static final char TAKEN = '\u0001';

    private final Map<String, String> byMail = new HashMap<>();
    private final List<Map<String, List<String>>> inTitle;
    private final Map<String, Meant> known = new HashMap<>();

    /** A colleague as a calendar may name them. */
    public record Named(String id, String firstName, String lastName, String mail) {}

    /**
     * @param people ids, in the order in which they are named
     * @param problems what was said and fits nobody
     */
    public record Meant(List<String> people, List<String> problems) {

        public Meant {
            people = List.copyOf(people);
            problems = List.copyOf(problems);
        }
    }

    public WhoIsMeant(Collection<Named> colleagues) {
        colleagues.forEach(one -> byMail.putIfAbsent(one.mail().toLowerCase(Locale.ROOT), one.id()));
        byMail.remove("");
        inTitle = List.of(
                index(
                        colleagues,
                        one -> List.of(
                                one.mail(),
                                one.firstName() + " " + one.lastName(),
                                one.lastName() + ", " + one.firstName(),
                                one.lastName() + " " + one.firstName())),
                index(colleagues, one -> List.of(one.id())),
                index(colleagues, one -> List.of(one.firstName())),
                index(colleagues, one -> List.of(one.lastName())));
    }

    public Meant by(Duty.Event event) {
        if (event.attendees().isEmpty()) {
            return known.computeIfAbsent(event.summary(), this::byTitle);
        }
        var people = new LinkedHashSet<String>();
        var problems = new ArrayList<String>();
        for (var attendee : event.attendees()) {
            var found = byMail.get(attendee.mail());
            var names = found == null && !attendee.name().isEmpty()
                    ? byTitle(attendee.name()).people()
                    : List.<String>of();
            if (found == null && names.size() == 1) {
                found = names.get(0);
            }
            var named = attendee.mail().isEmpty() ? attendee.name() : attendee.mail();
            if (found == null) {
                problems.add("Nobody in the directory has the address '" + named + "'.");
            } else if (attendee.declined()) {
                problems.add("'" + named + "' declined.");
            } else {
                people.add(found);
            }
        }
        if (people.size() > 1) {
            var titled = byTitle(event.summary()).people();
            if (people.stream().anyMatch(titled::contains)) {
                people.retainAll(titled);
            }
        }
        return new Meant(List.copyOf(people), problems);
    }

    private Meant byTitle(String title) {
        var text = new StringBuilder(plain(title));
        var places = new TreeMap<Integer, String>();
        var problems = new ArrayList<String>();
        for (var index : inTitle) {
            index.forEach((words, ids) -> {
                for (var at = find(text, words, 0); at >= 0; at = find(text, words, at + 1)) {
                    if (ids.size() == 1) {
                        places.put(at, ids.get(0));
                        text.replace(
                                at, at + words.length(), String.valueOf(TAKEN).repeat(words.length()));
                    } else if (places.isEmpty()) {
                        problems.add("'" + words + "' may be any of " + String.join(", ", ids)
                                + "; write the mail address or the login.");
                    }
                }
            });
            if (!places.isEmpty()) {
                problems.clear();
                problems.addAll(others(text.toString()));
                break;
            }
        }
        if (places.isEmpty() && problems.isEmpty()) {
            problems.add(title.isBlank() ? "It names nobody." : "Nobody in the directory is named in it.");
        }
        return new Meant(List.copyOf(new LinkedHashSet<>(places.values())), problems);
    }

    /** Who stands beside somebody we know, as one of a list, and is not known. */
    private static List<String> others(String text) {
        var list = text.substring(text.lastIndexOf(':') + 1);
        if (!BETWEEN.matcher(list).find()) {
            return List.of();
        }
        return BETWEEN.splitAsStream(list)
                .map(String::strip)
                .filter(part -> part.indexOf(TAKEN) < 0 && NAME.matcher(part).matches())
                .map(part -> "Nobody in the directory is called '" + part + "'.")
                .toList();
    }

    private static int find(StringBuilder text, String words, int from) {
        for (var at = text.indexOf(words, from); at >= 0; at = text.indexOf(words, at + 1)) {
            var end = at + words.length();
            if ((at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))
                    && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
                return at;
            }
        }
        return -1;
    }

    private static Map<String, List<String>> index(Collection<Named> colleagues, Function<Named, List<String>> words) {
        Map<String, Set<String>> index = new TreeMap<>();
        for (var one : colleagues) {
            for (var word : words.apply(one)) {
                var plain = plain(word).strip();
                if (plain.length() > 1) {
                    index.computeIfAbsent(plain, w -> new HashSet<>()).add(one.id());
                }
            }
        }
        // The longest first: who is called Anne Marie is not Anne.
        Map<String, List<String>> sorted = new LinkedHashMap<>();
        index.entrySet().stream()
                .sorted(Comparator.comparing(entry -> -entry.getKey().length()))
                .forEach(entry -> sorted.put(
                        entry.getKey(), entry.getValue().stream().sorted().toList()));
        return sorted;
    }

    /** Lower case, without accents, so that Chaïma is found as Chaima. */
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }
}
