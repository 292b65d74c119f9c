package nl.draaiboek.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was sent is shown to managers and, of an incident, to every employee: never by the name of a file. */
class OutboxLabelsTests {

    private static final Path RESOURCES = Path.of("src/main/resources");

    @ParameterizedTest
    @ValueSource(strings = {"outbox.properties", "outbox_nl.properties"})
    void everyMessageHasItsName(String file) throws IOException {
        var labels = new Properties();
        try (Reader reader =
                Files.newBufferedReader(RESOURCES.resolve("messages").resolve(file))) {
            labels.load(reader);
        }
        var nameless = new TreeSet<String>();
        try (var templates = Files.list(RESOURCES.resolve("templates/response/nl"))) {
            templates
                    .map(template -> template.getFileName().toString().replace(".txt", ""))
                    .filter(message -> !message.endsWith("-draft"))
                    .filter(message -> !labels.containsKey("outbox.message." + message))
                    .forEach(nameless::add);
        }
        assertThat(labels).isNotEmpty();
        assertThat(nameless).isEmpty();
    }
}
