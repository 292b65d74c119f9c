package nl.draaiboek.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FormChoicesTests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> CHOOSING = Set.of("select", "radio", "checklist", "taglist");

    static Stream<Path> forms() throws IOException {
        try (var files = Files.list(Path.of("forms"))) {
            return files.filter(file -> file.toString().endsWith(".form")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyFieldWithChoicesTakesThoseThatItOffersAlone(Path file) throws Exception {
        var form = JSON.readTree(file.toFile());
        var choosing = new ArrayList<String>();
        collect(form, choosing);
        var choices = FormChoices.of(form);
        assertThat(choices.fields()).extracting(FormChoices.Field::key).containsExactlyElementsOf(choosing);

        for (var field : choices.fields()) {
            var offered = field.from() == null ? field.fixed().iterator().next() : "bram";
            var options = field.from() == null
                    ? Map.<String, Object>of()
                    : Map.<String, Object>of(field.from(), List.of(Map.of("value", "bram", "label", "Bram Jansen")));
            for (var answer : List.of("%s", "[\"%s\"]", "[\"%s\",\"\"]")) {
                assertThat(choices.wrong(answer(field, answer.formatted(offered)), names -> options))
                        .as("%s offers %s", field, offered)
                        .isEmpty();
                assertThat(choices.wrong(answer(field, answer.formatted("joost at all")), names -> options))
                        .contains(field);
                assertThat(choices.wrong(answer(field, answer.formatted(offered + " ")), names -> options))
                        .contains(field);
            }
            assertThat(choices.wrong(answer(field, "[\"" + offered + "\",\"joost at all\"]"), names -> options))
                    .contains(field);
            assertThat(choices.wrong(answer(field, "{\"a\":1}"), names -> options))
                    .contains(field);
            assertThat(choices.wrong(answer(field, ""), names -> options)).isEmpty();
        }
    }

    /** As Tasklist hands it in: a text, also where it is a list. */
    private static JsonNode answer(FormChoices.Field field, String text) throws IOException {
        var variables = JSON.createObjectNode();
        var list = field.list();
        var value = text.startsWith("{")
                ? JSON.readTree(text)
                : JSON.getNodeFactory().textNode(text);
        if (list == null) {
            variables.putObject(field.key()).set("value", value);
        } else {
            var rows = JSON.createArrayNode();
            rows.addObject().set(field.key(), value);
            variables.putObject(list).put("value", rows.toString());
        }
        return variables;
    }

    private static void collect(JsonNode component, List<String> choosing) {
        assertThat(component.has("valuesExpression"))
                .as("choices by an expression are not known to the server")
                .isFalse();
        if (CHOOSING.contains(component.path("type").asText())) {
            choosing.add(component.path("key").asText());
        }
        component.path("components").forEach(inner -> collect(inner, choosing));
    }
}
