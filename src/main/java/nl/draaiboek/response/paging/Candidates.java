package nl.draaiboek.response.paging;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.people.Calls;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.OnCall;
import nl.draaiboek.people.People;
import nl.draaiboek.people.Person;
import org.springframework.stereotype.Component;

/**
 * Whom the words of {@code who-is-paged.dmn} mean at this moment: those of a schedule in its order; of a team or a group,
 * which have none, first whoever was called least lately. Who is away or has left is skipped.
 */
@Component
class Candidates {

    static final String NOBODY = "nobody";

    private static final Duration LATELY = Duration.ofDays(28);

    private final OnCall onCall;
    private final Directory directory;
    private final People people;
    private final Calls calls;
    private final Clock clock;
    private final ZoneId zone;

    Candidates(OnCall onCall, Directory directory, People people, Calls calls, Clock clock, OfficeHours officeHours) {
        this.onCall = onCall;
        this.directory = directory;
        this.people = people;
        this.calls = calls;
        this.clock = clock;
        this.zone = officeHours.zone();
    }

    /**
     * Who stands where on the ladder.
     *
     * @param atWork who works on the incident already, and is not called again
     */
    Map<Rung, String> turns(String paged, String manager, Collection<String> atWork) {
        return turns(paged, manager, atWork, Map.of());
    }

    /**
     * As {@link #turns(String, String, Collection)}; who was asked less often stands before who was asked more.
     *
     * @param asked how often each was asked already; who is not in it never was
     */
    Map<Rung, String> turns(String paged, String manager, Collection<String> atWork, Map<String, Integer> asked) {
        var lessOften = Comparator.<String>comparingInt(person -> asked.getOrDefault(person, 0));
        var responders = meant(paged).stream()
                .filter(person -> !atWork.contains(person))
                .sorted(lessOften)
                .toList();
        var turns = new EnumMap<Rung, String>(Rung.class);
        if (!responders.isEmpty()) {
            turns.put(Rung.FIRST, responders.get(0));
        }
        if (responders.size() > 1) {
            turns.put(Rung.BACKUP, responders.get(1));
        }
        meant(manager).stream()
                .sorted(lessOften)
                .filter(person -> !atWork.contains(person) && !turns.containsValue(person))
                .findFirst()
                .ifPresent(person -> turns.put(Rung.MANAGER, person));
        return turns;
    }

    /** @throws IllegalStateException when the words cannot be read; the message says what they may be */
    List<String> meant(String words) {
        var meant = new LinkedHashSet<String>();
        for (var word : words.split(",")) {
            var parts = word.strip().split(":", 2);
            if (parts.length == 2) {
                meant.addAll(of(parts[0].strip(), parts[1].strip()));
            } else if (!word.isBlank() && !word.strip().equals(NOBODY)) {
                throw unreadable(word);
            }
        }
        return meant.stream().filter(this::works).toList();
    }

    private List<String> of(String kind, String name) {
        return switch (kind) {
            case "schedule" -> onCall.at(name, clock.instant());
            case "team" ->
                leastCalledFirst(directory.all().stream()
                        .filter(contact -> contact.teams().contains(name))
                        .map(contact -> contact.colleague().id())
                        .toList());
            case "group" ->
                leastCalledFirst(people.inGroups(name).stream().map(Person::id).toList());
            default -> throw unreadable(kind + ":" + name);
        };
    }

    private List<String> leastCalledFirst(List<String> persons) {
        var called = calls.since(LATELY, clock.instant());
        return persons.stream()
                .sorted(Comparator.<String>comparingInt(person -> called.getOrDefault(person, 0))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private boolean works(String person) {
        var today = LocalDate.ofInstant(clock.instant(), zone);
        return directory
                .find(person)
                .filter(contact -> contact.available(today))
                .isPresent();
    }

    private static IllegalStateException unreadable(String word) {
        return new IllegalStateException("who-is-paged.dmn says '" + word.strip()
                + "'; write schedule:…, team:… or group:…, several with commas, or nobody.");
    }
}
