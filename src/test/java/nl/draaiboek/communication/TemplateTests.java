package nl.draaiboek.communication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Templates that people edit, and in which nothing can run. */
class TemplateTests {

    private static Template template(String body) {
        return new Template("test.txt", "Onderwerp {{code}}\n\n" + body, name -> "(" + name + " {{code}})");
    }

    @Test
    void fillsTextAndHtmlFromOneSource() {
        var template = template(
                "## Wat wij doen\n{{doing}}\n\n{{#next}}\nTot {{next}}.\n{{/next}}\n{{^next}}\nEinde.\n{{/next}}");
        var values = Map.of("code", "INC-2026-0001", "doing", "Een\ntwee & <drie>", "next", "");

        assertThat(template.subject(values)).isEqualTo("Onderwerp INC-2026-0001");
        assertThat(template.text(values)).isEqualTo("Wat wij doen:\nEen\ntwee & <drie>\n\nEinde.");
        assertThat(template.html(values))
                .isEqualTo("<h2>Wat wij doen</h2>\n<p>Een<br>\ntwee &amp; &lt;drie&gt;</p>\n<p>Einde.</p>");
    }

    @Test
    void aNameThatIsNotThereIsAnErrorThatNamesThoseThatAre() {
        assertThatThrownBy(() -> template("{{oorzaak}}").text(Map.of("code", "x")))
                .hasMessageContaining("test.txt")
                .hasMessageContaining("oorzaak")
                .hasMessageContaining("[code]");
        assertThatThrownBy(() -> template("{{#oorzaak}}x{{/oorzaak}}").text(Map.of("code", "x")))
                .hasMessageContaining("oorzaak");
    }

    @ParameterizedTest
    @CsvSource({"code.bytes", "code.class", "code.length", "this.empty"})
    void noFieldOrMethodOfAValueCanBeReached(String name) {
        assertThatThrownBy(() -> template("{{" + name + "}}").text(Map.of("code", "x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatPeopleTypedIsNoTemplateNoHeadingAndNoMarkup() {
        var typed = "## Kop\n{{code}} {{>x}} <img src=x onerror=alert(1)>";
        var values = new HashMap<String, Object>(Map.of("code", "x", "doing", typed));

        assertThat(template("{{doing}}").text(values)).isEqualTo(typed);
        assertThat(template("{{doing}}").html(values))
                .doesNotContain("<h2>", "<img", "{{")
                .contains("## Kop");
    }

    @Test
    void aSubjectStaysOneLineWhateverIsTyped() {
        assertThat(new Template("t", "Een {{x}}\n\nbody", name -> "")
                        .subject(Map.of("x", "a\r\nBcc: evil@x.example\u0000b")))
                .isEqualTo("Een a Bcc: evil@x.example b");
    }

    @Test
    void aFileInTheFolderOfTheOwnerTakesThePlaceOfOurs(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("nl/short"));
        Files.writeString(folder.resolve("nl/short/holding.txt"), "S\n\nOnze eigen woorden over {{topic}}.");
        var templates = new Templates(new CommunicationSettings(ZoneId.of("Europe/Amsterdam"), folder));

        assertThat(templates.message("nl", "short", "holding").text(Map.of("topic", "mail")))
                .isEqualTo("Onze eigen woorden over mail.");
        assertThat(templates.message("en", "short", "holding")).isNotNull();
    }

    @Test
    void aPartialCannotLeaveItsFolder() {
        var templates = new Templates(new CommunicationSettings(ZoneId.of("Europe/Amsterdam"), null));
        assertThatThrownBy(() ->
                        templates.message("nl", "short", "../../../application").text(Map.of()))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> templates.message("nl", "../../..", "x")).isInstanceOf(RuntimeException.class);
    }

    @Test
    void countsAPostAsXCounts() {
        assertThat(PostLength.of("Storing in Haarlem")).isEqualTo(18);
        assertThat(PostLength.of("één €")).isEqualTo(6);
        assertThat(PostLength.of("\uD83D\uDD25")).isEqualTo(2);
        assertThat(PostLength.of("zie https://status.waddenhost.example/een/heel/lang/adres"))
                .isEqualTo(27);
        assertThat(PostLength.shorter("Websites laden niet en mail komt niet aan bij niemand", 20))
                .isEqualTo("Websites laden niet en mail…");
        assertThat(List.of(PostLength.cut("a".repeat(300), PostLength.MOST))).allMatch(text -> text.length() == 280);
    }
}
