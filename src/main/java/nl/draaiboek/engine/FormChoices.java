package nl.draaiboek.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the fields of a form offer to choose from: people, roles, incidents, or words that stand in the form itself. A browser only
 * hands in what is offered; whoever speaks to the server could hand in anything.
 */
record FormChoices(List<Field> fields) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One field with choices.
     *
     * @param fixed the values that stand in the form
     * @param from variable in which the offered values are found; null when they stand in the form
     * @param list variable of the list that has this field in each of its rows; null for a field of its own
     */
    record Field(String key, String label, Set<String> fixed, @Nullable String from, @Nullable String list) {}

    /** @param form as it stands in a {@code .form} file */
    static FormChoices of(JsonNode form) {
        var fields = new ArrayList<Field>();
        collect(form, null, fields);
        return new FormChoices(List.copyOf(fields));
    }

    private static void collect(JsonNode component, @Nullable String list, List<Field> fields) {
        var fixed = component.path("values");
        var from = component.path("valuesKey");
        if (component.path("key").isTextual() && (fixed.isArray() || from.isTextual())) {
            var key = component.path("key").asText();
            var label = component.path("label").asText(key);
            var values = new HashSet<String>();
            fixed.forEach(value -> values.add(value.path("value").asText()));
            fields.add(new Field(
                    key, label.startsWith("=") ? key : label, values, from.isTextual() ? from.asText() : null, list));
        }
        var within = component.path("type").asText().equals("dynamiclist")
                ? component.path("path").asText()
                : list;
        component.path("components").forEach(inner -> collect(inner, within, fields));
    }

    /**
     * The first field that holds what it does not offer.
     *
     * @param variables as they are handed in: by name, each with its {@code value}
     * @param offered what stands in these variables, by name
     */
    Optional<Field> wrong(JsonNode variables, Function<Set<String>, Map<String, Object>> offered) {
        var answered = fields.stream()
                .filter(field -> !chosen(field, variables).isEmpty())
                .toList();
        var names = answered.stream()
                .flatMap(field -> Stream.ofNullable(field.from()))
                .collect(Collectors.toSet());
        var found = names.isEmpty() ? Map.<String, Object>of() : offered.apply(names);
        return answered.stream()
                .filter(field -> !offers(field, found).containsAll(chosen(field, variables)))
                .findFirst();
    }

    private static Set<String> offers(Field field, Map<String, Object> found) {
        var offers = new HashSet<>(field.fixed());
        if (field.from() != null && found.get(field.from()) instanceof Iterable<?> options) {
            options.forEach(
                    option -> offers.add(String.valueOf(option instanceof Map<?, ?> one ? one.get("value") : option)));
        }
        return offers;
    }

    private static List<String> chosen(Field field, JsonNode variables) {
        if (field.list() == null) {
            return texts(variables.path(field.key()).path("value"));
        }
        var chosen = new ArrayList<String>();
        parsed(variables.path(field.list()).path("value")).forEach(row -> chosen.addAll(texts(row.path(field.key()))));
        return chosen;
    }

    /** What was chosen, of one or of many; an answer that is left open chooses nothing. */
    private static List<String> texts(JsonNode value) {
        var read = parsed(value);
        var nodes = read.isArray() ? read : JSON.createArrayNode().add(read);
        var texts = new ArrayList<String>();
        nodes.forEach(node -> texts.add(node.isContainerNode() ? node.toString() : node.isNull() ? "" : node.asText()));
        texts.removeIf(String::isBlank);
        return texts;
    }

    /** A list comes as it is, or as a text of JSON. */
    private static JsonNode parsed(JsonNode value) {
        if (!value.isTextual() || !value.asText().startsWith("[")) {
            return value;
        }
        try {
            return JSON.readTree(value.asText());
        } catch (JsonProcessingException e) {
            return value;
        }
    }
}
