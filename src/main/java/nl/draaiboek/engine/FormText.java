package nl.draaiboek.engine;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What people typed, made safe for the text and HTML parts of a form, which render Markdown, HTML and {@code {{templates}}}.
 *
 * <p>Not needed, and ugly, where a form shows a value as it is: input fields, tables, options, and Tasklist's own columns.
 */
public final class FormText {

    private FormText() {}

    /**
     * The same text to the eye, inert to Markdown, HTML and templates: everything that is not a letter, a digit or a space
     * of a line becomes a character reference. Line breaks stay line breaks. Null becomes an empty text.
     */
    public static String plain(@Nullable String typed) {
        return typed == null
                ? ""
                : typed.strip()
                        .lines()
                        .map(String::strip)
                        .map(FormText::references)
                        .collect(Collectors.joining("<br>"));
    }

    private static String references(String line) {
        var text = new StringBuilder(line.length() + 16);
        line.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || c == ' ') {
                text.appendCodePoint(c);
            } else if (Character.isWhitespace(c)) {
                text.append(' ');
            } else if (!Character.isISOControl(c)) {
                text.append("&#").append(c).append(';');
            }
        });
        return text.toString();
    }
}
