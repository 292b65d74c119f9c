package nl.draaiboek.communication;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * A message as owners edit it: one line of subject, an empty line, then blocks of text with <code>{{names}}</code>, sections
 * and partials of Mustache. A line that begins with {@code ## } is a heading. Nothing in it can run: values come from a plain
 * map, a name that is not there is an error, and what people typed is never read as a template or as markup.
 */
final class Template {

    private static final Pattern TAG_ALONE = Pattern.compile("\\s*(\\{\\{[#^/>!][^}]*}}\\s*)+");
    private static final Pattern LINK = Pattern.compile("\\{\\{(statusPage|internalPage|tasklist|unsubscribe)}}");
    private static final String HEADING = "## ";

    private final String file;
    private final String subject;
    private final String body;
    private final UnaryOperator<String> partials;

    /**
     * @param file name for messages about mistakes
     * @param partials source of a partial by its name
     */
    Template(String file, String source, UnaryOperator<String> partials) {
        var parts = source.strip().split("\\R\\s*\\R", 2);
        if (parts.length < 2 || parts[0].lines().count() != 1) {
            throw new IllegalArgumentException(
                    file + ": expected one line of subject, an empty line and then the text.");
        }
        this.file = file;
        this.subject = parts[0];
        this.body = parts[1];
        this.partials = partials;
    }

    /** One line; what would break it becomes a space. */
    String subject(Map<String, ?> values) {
        return render(subject, values, false)
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
    }

    String text(Map<String, ?> values) {
        return render(withoutMarks(body), values, false)
                .lines()
                .map(String::stripTrailing)
                .reduce("", (a, b) -> a + "\n" + b)
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }

    String html(Map<String, ?> values) {
        return render(asHtml(body), values, true).strip();
    }

    private String render(String source, Map<String, ?> values, boolean html) {
        var compiler = Mustache.compiler()
                .strictSections(true)
                .emptyStringIsFalse(true)
                .withCollector(new PlainMapsOnly())
                .withEscaper(html ? Template::escaped : text -> text)
                .withLoader(name ->
                        new StringReader(html ? asHtml(partials.apply(name)) : withoutMarks(partials.apply(name))));
        try {
            return compiler.compile(source).execute(values);
        } catch (MustacheException e) {
            throw new IllegalArgumentException(
                    file + ": " + e.getMessage() + ". Names that can be used: "
                            + values.keySet().stream().sorted().toList(),
                    e);
        }
    }

    private static String escaped(String typed) {
        return HtmlUtils.htmlEscape(typed, "UTF-8").replace("{", "&#123;").replaceAll("\\R", "<br>\n");
    }

    private static String withoutMarks(String source) {
        return source.lines()
                .map(line -> line.startsWith(HEADING) ? "\n" + asLine(line.substring(HEADING.length())) : line)
                .reduce("", (a, b) -> a + b + "\n");
    }

    private static String asLine(String heading) {
        return heading.endsWith("?") ? heading : heading + ":";
    }

    /** Blocks become paragraphs and headings before any value is filled in, so that no value can become markup. */
    private static String asHtml(String source) {
        var html = new StringBuilder();
        var paragraph = new ArrayList<String>();
        for (var line : source.lines().toList()) {
            var heading = line.startsWith(HEADING);
            if (line.isBlank() || heading || TAG_ALONE.matcher(line).matches()) {
                close(paragraph, html);
                if (heading) {
                    html.append("<h2>")
                            .append(literal(line.substring(HEADING.length())))
                            .append("</h2>\n");
                } else if (!line.isBlank()) {
                    html.append(line.strip()).append('\n');
                }
            } else {
                paragraph.add(literal(line.strip()));
            }
        }
        close(paragraph, html);
        return html.toString();
    }

    private static void close(List<String> paragraph, StringBuilder html) {
        if (!paragraph.isEmpty()) {
            html.append("<p>").append(String.join("<br>\n", paragraph)).append("</p>\n");
            paragraph.clear();
        }
    }

    private static String literal(String line) {
        var safe = line.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
        return LINK.matcher(safe).replaceAll("<a href=\"{{{$1}}}\">{{{$1}}}</a>");
    }

    /** Values are looked up in maps by their name; no field or method of any value can be reached. */
    private static final class PlainMapsOnly extends BasicCollector {

        @Override
        public Mustache.@Nullable VariableFetcher createFetcher(Object context, String name) {
            return context instanceof Map ? super.createFetcher(context, name) : null;
        }

        @Override
        public @Nullable Iterator<?> toIterator(Object value) {
            return value instanceof Iterable<?> list ? list.iterator() : null;
        }

        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new java.util.concurrent.ConcurrentHashMap<>();
        }
    }
}
