package nl.draaiboek.guards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Minutes stay as they were typed: a field with steps of five or fifteen changes 19:26 without a word. */
class FormTimesTests {

    @Test
    void everyFieldForATimeKeepsTheMinuteThatWasTyped() throws IOException {
        var rounding = new ArrayList<String>();
        var times = 0;
        try (var forms = Files.list(Path.of("forms"))) {
            for (var form :
                    forms.filter(file -> file.toString().endsWith(".form")).toList()) {
                for (var field : fields(new ObjectMapper().readTree(form.toFile()))) {
                    times++;
                    if (field.path("timeInterval").asInt(15) != 1) {
                        rounding.add(form.getFileName() + ", "
                                + field.path("key").asText() + ": set its time interval to 1 minute in Modeler.");
                    }
                }
            }
        }
        assertThat(times).isPositive();
        assertThat(rounding).isEmpty();
    }

    @Test
    void seesAFieldThatRounds() throws IOException {
        var form = new ObjectMapper()
                .readTree(
                        """
                        {"components": [{"components": [{"type": "datetime", "subtype": "datetime", "key": "at"},
                          {"type": "datetime", "subtype": "date", "key": "day"}]}]}""");
        assertThat(fields(form))
                .hasSize(1)
                .allMatch(field -> field.path("timeInterval").asInt(15) == 15);
    }

    private static List<JsonNode> fields(JsonNode part) {
        var found = new ArrayList<JsonNode>();
        if (part.path("type").asText().equals("datetime")
                && !part.path("subtype").asText().equals("date")) {
            found.add(part);
        }
        part.path("components").forEach(child -> found.addAll(fields(child)));
        return found;
    }
}
