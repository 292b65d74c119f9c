package nl.draaiboek.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a JSON object, and says of a wrong one where it stands and what was expected.
 *
 * @param at JSON pointer to the object
 */
record Fields(JsonNode object, String at) {

    /** Times outside of these mean "not known" to those who send them. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    static Fields of(JsonNode node, String at) {
        if (!node.isObject()) {
            throw new NotReadable(at, "Expected an object, found " + found(node) + ".");
        }
        return new Fields(node, at);
    }

    Fields object(String name) {
        var value = object.path(name);
        if (!value.isObject()) {
            throw wrong(name, "an object", value);
        }
        return new Fields(value, at + "/" + name);
    }

    /** An empty object where there is none. */
    Fields objectOrEmpty(String name) {
        var value = object.path(name);
        return value.isMissingNode() || value.isNull()
                ? new Fields(com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode(), at + "/" + name)
                : object(name);
    }

    JsonNode array(String name) {
        var value = object.path(name);
        if (!value.isArray()) {
            throw wrong(name, "an array", value);
        }
        return value;
    }

    String required(String name) {
        var value = text(name);
        if (value == null) {
            throw wrong(name, "a text that is not empty", object.path(name));
        }
        return value;
    }

    /** The text, nothing where it is absent or blank. */
    @Nullable
    String text(String name) {
        var value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw wrong(name, "a text", value);
        }
        return CleanText.orNull(value.textValue());
    }

    /** The same, at most so many characters. */
    @Nullable
    String text(String name, int longest) {
        var value = text(name);
        if (value != null && value.length() > longest) {
            throw new NotReadable(
                    at + "/" + name, "Expected at most " + longest + " characters, found " + value.length() + ".");
        }
        return value;
    }

    /** A text or a number as text; nothing where it is absent or blank. */
    @Nullable
    String loose(String name) {
        var value = object.path(name);
        return value.isValueNode() && !value.isNull() ? CleanText.orNull(value.asText()) : null;
    }

    @Nullable
    Boolean yesNo(String name) {
        var value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isBoolean()) {
            throw wrong(name, "true or false", value);
        }
        return value.booleanValue();
    }

    /** A text, or a list of texts. */
    List<String> texts(String name) {
        var value = object.path(name);
        if (value.isArray()) {
            var result = new ArrayList<String>();
            for (var i = 0; i < value.size(); i++) {
                if (!value.get(i).isTextual()) {
                    throw wrong(name + "/" + i, "a text", value.get(i));
                }
                result.add(value.get(i).textValue());
            }
            return result;
        }
        var one = text(name);
        return one == null ? List.of() : List.of(one);
    }

    /** A moment as of RFC 3339; nothing where it is absent or means "not known". */
    @Nullable
    Instant moment(String name) {
        var value = text(name);
        if (value == null) {
            return null;
        }
        try {
            return plausible(OffsetDateTime.parse(value).toInstant());
        } catch (DateTimeException e) {
            throw wrong(name, "a moment with its offset, such as 2026-11-21T03:00:00+01:00", object.path(name));
        }
    }

    static @Nullable Instant plausible(Instant moment) {
        return moment.isBefore(EARLIEST) || moment.isAfter(LATEST) ? null : moment;
    }

    NotReadable wrong(String name, String expected, JsonNode found) {
        return new NotReadable(at + "/" + name, "Expected " + expected + ", found " + found(found) + ".");
    }

    private static String found(JsonNode node) {
        if (node.isMissingNode()) {
            return "nothing";
        }
        if (node.isContainerNode()) {
            return node.isArray() ? "an array" : "an object";
        }
        return CleanText.line(node.toString(), 60);
    }
}
