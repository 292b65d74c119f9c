package nl.draaiboek.statuspage;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * The words of an update in one language.
 *
 * @param body plain text
 * @param html the same as HTML as its sender made it, or null
 */
public record PageText(String headline, String body, @Nullable String html) {

    private static final Pattern ALLOWED =
            Pattern.compile("</?(?:p|h2|h3|ul|ol|li|strong|em)>|<br ?/?>|<a href=\"https?://[^\"<>\\s]*\">|</a>");

    /**
     * Markup for a page. The sender's own is used only where nothing but paragraphs, headings, lists and plain links is in it;
     * else, and when there is none, it is made from the plain text, escaped.
     */
    public String markup() {
        var given = html;
        if (given != null && ALLOWED.matcher(given).replaceAll("").chars().noneMatch(c -> c == '<' || c == '>')) {
            // The outline of a page belongs to the page, so a heading inside an update is a strong line.
            return given.replaceAll("<h[23]>", "<p class=\"part\"><strong>").replaceAll("</h[23]>", "</strong></p>");
        }
        return Pattern.compile("\\R\\s*\\R")
                .splitAsStream(body.strip())
                .map(part -> "<p>" + HtmlUtils.htmlEscape(part, "UTF-8").replaceAll("\\R", "<br>") + "</p>")
                .collect(Collectors.joining("\n"));
    }
}
