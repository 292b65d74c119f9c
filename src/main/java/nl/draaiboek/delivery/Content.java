package nl.draaiboek.delivery;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words in one language, rendered once for all who read it.
 *
 * @param subject one line; line breaks are refused
 * @param text plain text
 * @param html the same as HTML, where a channel can show it; everything people typed is already escaped
 * @param facts what a channel that shows more than text needs (the status page: state, promised next update); plain strings
 */
public record Content(String subject, String text, @Nullable String html, Map<String, String> facts) {

    public Content {
        if (subject.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A subject is one line without control characters.");
        }
        facts = Map.copyOf(facts);
    }

    public static Content text(String subject, String text) {
        return new Content(subject, text, null, Map.of());
    }
}
