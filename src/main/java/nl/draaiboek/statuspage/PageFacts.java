package nl.draaiboek.statuspage;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.PublicState;
import org.jspecify.annotations.Nullable;

/**
 * What a page needs to know besides the words: the {@link nl.draaiboek.delivery.Content#facts() facts} that come with them.
 *
 * @param update what makes it one update: its id in the room that wrote it
 */
record PageFacts(
        String update,
        IncidentCode incident,
        String kind,
        String language,
        PublicState state,
        List<String> services,
        Instant since,
        @Nullable Instant until,
        @Nullable Instant nextPromised,
        @Nullable Instant expectedRecovery) {

    /**
     * @param facts plain strings; {@code services} separated by commas, moments in ISO 8601
     * @throws IllegalArgumentException naming the fact that is missing or cannot be read
     */
    static PageFacts read(Map<String, String> facts, String language) {
        try {
            return new PageFacts(
                    required(facts, "update"),
                    new IncidentCode(required(facts, "incident")),
                    facts.getOrDefault("kind", "REGULAR"),
                    language,
                    PublicState.valueOf(required(facts, "state")),
                    Stream.of(facts.getOrDefault("services", "").split("[,\\s]+"))
                            .filter(service -> !service.isEmpty())
                            .toList(),
                    Instant.parse(required(facts, "since")),
                    instant(facts, "until"),
                    instant(facts, "nextPromised"),
                    instant(facts, "expectedRecovery"));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + e.getParsedString() + "' is no moment in ISO 8601.", e);
        }
    }

    private static String required(Map<String, String> facts, String name) {
        var value = facts.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "The fact '" + name + "' is missing; a page cannot show an update without it. There are: "
                            + facts.keySet().stream().sorted().toList());
        }
        return value;
    }

    private static @Nullable Instant instant(Map<String, String> facts, String name) {
        var value = facts.get(name);
        return value == null || value.isBlank() ? null : Instant.parse(value);
    }
}
