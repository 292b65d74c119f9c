package nl.draaiboek.response.paging;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import nl.draaiboek.people.Calls;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.MayBeAsked;
import nl.draaiboek.people.OnCall;
import nl.draaiboek.people.People;
import nl.draaiboek.people.Person;
import org.springframework.stereotype.Component;

/**
 * Whom the words of {@code who-is-paged.dmn} mean at this moment: those of a schedule in its order; of a team or a group,
 * which have none, first whoever was called least lately. Who is away, has left or is in need is skipped; is everyone in need who
 * is meant, then those who are there stand in.
 */
@Component
class Candidates {

    static final String NOBODY = "nobody";

    private static final Duration LATELY = Duration.ofDays(28);

    private final OnCall onCall;
    private final Directory directory;
    private final People people;
    private final Calls calls;
    private final MayBeAsked mayBeAsked;
    private final Clock clock;

    Candidates(OnCall onCall, Directory directory, People people, Calls calls, MayBeAsked mayBeAsked, Clock clock) {
        this.onCall = onCall;
        this.directory = directory;
        this.people = people;
        this.calls = calls;
        this.mayBeAsked = mayBeAsked;
        this.clock = clock;
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
        var turns = turns(meant(paged), meant(manager), atWork, asked);
        return !turns.isEmpty() || !everyoneInNeed(paged + ',' + manager, atWork)
                ? turns
                : turns(standIns(), standIns(), atWork, asked);
    }

    /** Whether there is nobody of those meant but who needs help themselves or is looked for. */
    boolean everyoneInNeed(String words, Collection<String> atWork) {
        var inNeed = mayBeAsked.inNeed();
        var others = named(words).stream().filter(person -> !atWork.contains(person));
        return meant(words).stream().allMatch(atWork::contains) && others.anyMatch(inNeed::containsKey);
    }

    /** Who is there when nobody is of those who are meant: who leads incidents, who manages, who responds, then anybody. */
    private List<String> standIns() {
        return meant("group:incidentManagers,group:managers,group:responders,group:employees");
    }

    private static Map<Rung, String> turns(
            List<String> paged, List<String> manager, Collection<String> atWork, Map<String, Integer> asked) {
        var lessOften = Comparator.<String>comparingInt(person -> asked.getOrDefault(person, 0));
        var responders = paged.stream()
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
        manager.stream()
                .sorted(lessOften)
                .filter(person -> !atWork.contains(person) && !turns.containsValue(person))
                .findFirst()
                .ifPresent(person -> turns.put(Rung.MANAGER, person));
        return turns;
    }

    /** @throws IllegalStateException when the words cannot be read; the message says what they may be */
    List<String> meant(String words) {
        var now = mayBeAsked.now();
        return named(words).stream()
                .filter(person -> directory.find(person).filter(now).isPresent())
                .toList();
    }

    /** Also who may not be asked now. */
    private List<String> named(String words) {
        var meant = new LinkedHashSet<String>();
        for (var word : words.split(",")) {
            var parts = word.strip().split(":", 2);
            if (parts.length == 2) {
                meant.addAll(of(parts[0].strip(), parts[1].strip()));
            } else if (!word.isBlank() && !word.strip().equals(NOBODY)) {
                throw unreadable(word);
            }
        }
        return List.copyOf(meant);
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

    private static IllegalStateException unreadable(String word) {
        return new IllegalStateException("who-is-paged.dmn says '" + word.strip()
                + "'; write schedule:…, team:… or group:…, several with commas, or nobody.");
    }
}
