package nl.draaiboek.communication;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import nl.draaiboek.incident.PublicState;
import org.jspecify.annotations.Nullable;

/**
 * What an update says, as facts and as words.
 *
 * @param services ids of the services it is about
 * @param since when the outage began as far as is known
 * @param until when it ended; only in the closing words
 * @param nextPromised when the next one comes; null only when nothing more follows, and while the promise is not made
 * @param expectedRecovery present only when the tech lead confirmed it
 * @param supportCases how many cases the service desk had; null when nobody counted
 * @param words by language tag, {@code nl} and {@code en}
 */
public record UpdateFacts(
        UpdateKind kind,
        Reach reach,
        PublicState state,
        List<String> services,
        Instant since,
        @Nullable Instant until,
        @Nullable Instant nextPromised,
        @Nullable Instant expectedRecovery,
        DataLost dataLost,
        @Nullable Integer supportCases,
        Map<String, Words> words) {

    public UpdateFacts {
        services = List.copyOf(services);
        words = Map.copyOf(words);
    }

    /** The words in this language. */
    public Words in(String language) {
        var found = words.get(language);
        if (found == null) {
            throw new IllegalStateException("There are no words in '" + language + "'; there are in " + words.keySet());
        }
        return found;
    }
}
