package nl.draaiboek.intake;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import nl.draaiboek.services.Service;
import nl.draaiboek.services.Services;
import org.springframework.stereotype.Component;

/** What others call a service, as the register calls it. A service that the register does not know keeps the name it came with. */
@Component
class ServiceWords {

    private static final int LONGEST = 100;

    private final Services services;

    ServiceWords(Services services) {
        this.services = services;
    }

    List<String> read(Collection<String> words) {
        return reader().read(words);
    }

    /** For one delivery: asks the register once a word. */
    Reader reader() {
        return new Reader();
    }

    final class Reader {

        private final HashMap<String, String> known = new HashMap<>();

        List<String> read(Collection<String> words) {
            return words.stream()
                    .map(word -> CleanText.line(word, LONGEST))
                    .filter(word -> !word.isEmpty())
                    .map(word -> known.computeIfAbsent(
                            word, w -> services.byLabel(w).map(Service::id).orElse(w)))
                    .distinct()
                    .toList();
        }
    }
}
