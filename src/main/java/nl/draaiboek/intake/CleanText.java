package nl.draaiboek.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What others typed, made fit to keep. What PostgreSQL refuses (NUL, half of a surrogate pair) becomes the replacement
 * character; nothing else is changed in what is kept as it came in. Markup and template syntax stay as they are: they are
 * escaped where they are shown, and run nowhere.
 */
final class CleanText {

    private static final char REPLACEMENT = '\uFFFD';

    private CleanText() {}

    static String keepable(String text) {
        StringBuilder result = null;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            var pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                result = result == null ? new StringBuilder(text) : result;
                result.setCharAt(i, REPLACEMENT);
            }
        }
        return result == null ? text : result.toString();
    }

    /**
     * One line that a mail's subject or a list can show: control characters, line breaks and marks that turn the direction of
     * writing become spaces, longer text ends in an ellipsis.
     */
    static String line(String text, int longest) {
        var result = new StringBuilder();
        keepable(text).codePoints().forEach(c -> {
            if (breaksTheLine(c)) {
                if (!result.isEmpty() && result.charAt(result.length() - 1) != ' ') {
                    result.append(' ');
                }
            } else {
                result.appendCodePoint(c);
            }
        });
        var line = result.toString().strip();
        if (line.length() <= longest) {
            return line;
        }
        var end = longest - 1;
        if (Character.isHighSurrogate(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(0, end).stripTrailing() + "…";
    }

    private static boolean breaksTheLine(int c) {
        return Character.isWhitespace(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.LINE_SEPARATOR
                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }

    /** The same JSON, fit to keep as {@code jsonb}. */
    static JsonNode keepable(JsonNode node) {
        if (node.isTextual()) {
            return JsonNodeFactory.instance.textNode(keepable(node.textValue()));
        }
        if (node instanceof ObjectNode object) {
            var result = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(entry -> result.set(keepable(entry.getKey()), keepable(entry.getValue())));
            return result;
        }
        if (node instanceof ArrayNode array) {
            var result = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(element -> result.add(keepable(element)));
            return result;
        }
        return node;
    }

    /** @return nothing for null and for what is blank */
    static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
