package nl.draaiboek.guards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What people may start in Tasklist stands in their manual, under the name that Tasklist shows. */
class StartFormsInManualTests {

    private static final Pattern PROCESS = Pattern.compile("<bpmn:process ([^>]*)>");
    private static final Pattern NAME = Pattern.compile("\\bname=\"([^\"]*)\"");
    private static final Pattern ITALIC = Pattern.compile("\\*([^*]+)\\*");

    @Test
    void theManualNamesEachStartFormAndNoOther() throws IOException {
        var list = Files.readAllLines(Path.of("docs/for-responders.md")).stream()
                .filter(line -> line.startsWith("**At any time**"))
                .findFirst()
                .orElseThrow();
        var named =
                new TreeSet<>(ITALIC.matcher(list.replace("**At any time**", "").replace("*Start process*", ""))
                        .results()
                        .map(match -> match.group(1))
                        .toList());

        assertThat(named).isEqualTo(startForms());
    }

    private static TreeSet<String> startForms() throws IOException {
        var names = new TreeSet<String>();
        try (var diagrams = Files.newDirectoryStream(Path.of("processes"), "*.bpmn")) {
            for (var diagram : diagrams) {
                var process = PROCESS.matcher(Files.readString(diagram));
                if (process.find() && process.group(1).contains("candidateStarterGroups=")) {
                    var name = NAME.matcher(process.group(1));
                    assertThat(name.find()).as(diagram.toString()).isTrue();
                    names.add(name.group(1));
                }
            }
        }
        return names;
    }
}
