package nl.draaiboek.people;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ways in which somebody wants to be reached, in their order. Written {@code sms + mail > call}: an SMS and a mail
 * at once, and a call when neither is answered.
 *
 * @param steps each tried when the one before it was not answered; in a step all at once
 */
public record Ways(List<Set<Way>> steps) {

    public static final Ways NONE = new Ways(List.of());

    public Ways {
        steps = steps.stream().map(Set::copyOf).toList();
        if (steps.stream().anyMatch(Set::isEmpty)) {
            throw new IllegalArgumentException("A step has at least one way.");
        }
    }

    /** @throws IllegalArgumentException with words for who wrote it, when it cannot be read */
    public static Ways read(String text) {
        if (text.isBlank()) {
            return NONE;
        }
        var steps = new ArrayList<Set<Way>>();
        for (var step : text.strip().toLowerCase(Locale.ROOT).split(">", -1)) {
            var ways = EnumSet.noneOf(Way.class);
            for (var word : step.split("\\+", -1)) {
                ways.add(Way.of(word.strip())
                        .orElseThrow(() -> new IllegalArgumentException("'" + word.strip() + "' is no way; write "
                                + Stream.of(Way.values()).map(Way::word).collect(Collectors.joining(", "))
                                + ", with > for what comes next and + for what goes at once.")));
            }
            steps.add(ways);
        }
        return new Ways(steps);
    }

    /** As {@link #read} understands it. */
    public String write() {
        return steps.stream()
                .map(step -> step.stream().sorted().map(Way::word).collect(Collectors.joining(" + ")))
                .collect(Collectors.joining(" > "));
    }

    public boolean uses(Way way) {
        return steps.stream().anyMatch(step -> step.contains(way));
    }

    /** What is left of it when only these ways are possible. */
    public Ways only(Collection<Way> possible) {
        return new Ways(steps.stream()
                .map(step -> step.stream().filter(possible::contains).collect(Collectors.toUnmodifiableSet()))
                .filter(step -> !step.isEmpty())
                .toList());
    }
}
