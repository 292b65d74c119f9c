package nl.draaiboek.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTextTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "**bold** _it_ ~~x~~ `code`",
                "[click](javascript:alert(1)) ![x](https://evil.example/x.png)",
                "https://evil.example www.evil.example a@evil.example",
                "{{ incident }} {{#if true}}x{{/if}} ${incidents}",
                "# heading",
                "1. first",
                "> quote",
                "| a | b |",
                "&lt;b&gt; &#60;"
            })
    void nothingThatAParserActsOnIsLeft(String typed) {
        var shown = FormText.plain(typed);

        assertThat(shown.replaceAll("&#\\d+;", "")).matches("[\\p{L}\\p{N} ]*");
        assertThat(unescape(shown)).isEqualTo(typed);
    }

    @Test
    void linesStayLinesAndIndentationDoesNotBecomeCode() {
        assertThat(FormText.plain("Geen stroom\r\n\n    in zaal 2\n==="))
                .isEqualTo("Geen stroom<br><br>in zaal 2<br>&#61;&#61;&#61;");
    }

    @Test
    void lettersOfAnyLanguageAndEmojiSurvive() {
        assertThat(unescape(FormText.plain("Coördinatie één 数据 🔥 don’t"))).isEqualTo("Coördinatie één 数据 🔥 don’t");
        assertThat(FormText.plain("Coördinatie")).isEqualTo("Coördinatie");
    }

    @Test
    void nothingTypedIsAnEmptyText() {
        assertThat(FormText.plain(null)).isEmpty();
    }

    private static String unescape(String text) {
        return java.util.regex.Pattern.compile("&#(\\d+);")
                .matcher(text)
                .replaceAll(m ->
                        java.util.regex.Matcher.quoteReplacement(Character.toString(Integer.parseInt(m.group(1)))));
    }
}
