package nl.draaiboek.everyone;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.people.People;
import org.springframework.stereotype.Component;

/** Of whom the roll calls of an incident do not say that they are safe or helped. */
@Component
class StillOpen {

    private static final int NAMED = 5;
    private static final Map<Safety, List<String>> IN_DOUBT = inDoubt();

    private final RollCalls rollCalls;
    private final People people;

    StillOpen(RollCalls rollCalls, People people) {
        this.rollCalls = rollCalls;
        this.people = people;
    }

    /** By name, who needs help first: "Bram Jansen needs help, Daan Bakker did not answer"; nothing when there is nobody. */
    Optional<String> inWords(IncidentCode incident) {
        var all = rollCalls.of(incident).stream()
                .filter(rollCall -> !rollCall.calledOff())
                .flatMap(rollCall -> rollCalls.people(rollCall.id()).stream())
                .collect(Collectors.groupingBy(
                        Asked::safety, Collectors.mapping(Asked::person, Collectors.toCollection(TreeSet::new))));
        var words = IN_DOUBT.entrySet().stream()
                .filter(kind -> all.containsKey(kind.getKey()))
                .map(kind -> {
                    var persons = all.getOrDefault(kind.getKey(), new TreeSet<>());
                    return names(List.copyOf(persons)) + " " + kind.getValue().get(persons.size() == 1 ? 0 : 1);
                })
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? Optional.empty() : Optional.of(words);
    }

    private String names(List<String> persons) {
        var named = persons.stream().limit(NAMED).map(people::nameOf).toList();
        var others = persons.size() - named.size();
        var last = others > 0 ? others + (others == 1 ? " other" : " others") : named.get(named.size() - 1);
        var first = others > 0 ? named : named.subList(0, named.size() - 1);
        return first.isEmpty() ? last : String.join(", ", first) + " and " + last;
    }

    /** What is said of one and of several. */
    private static Map<Safety, List<String>> inDoubt() {
        var words = new LinkedHashMap<Safety, List<String>>();
        words.put(Safety.NEEDS_HELP, List.of("needs help", "need help"));
        words.put(Safety.NOT_FOUND, List.of("was not found", "were not found"));
        words.put(Safety.PASSED_ON, List.of("is looked for", "are looked for"));
        words.put(Safety.NO_ANSWER, List.of("did not answer", "did not answer"));
        return words;
    }
}
