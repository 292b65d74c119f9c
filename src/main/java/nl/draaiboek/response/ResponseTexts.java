package nl.draaiboek.response;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.draaiboek.delivery.Content;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * Messages to colleagues, from {@code templates/response/<language>/<name>.txt}: one line of subject, an empty line, then
 * the text. A name that is not given is an error, and no value is ever read as a template or as markup.
 */
@Component
public class ResponseTexts {

    private final Map<String, String> sources = new ConcurrentHashMap<>();

    /** In each language that colleagues have. */
    public Map<String, Content> contents(String name, Function<String, ? extends Map<String, ?>> values) {
        return Stream.of("nl", "en")
                .collect(Collectors.toMap(
                        language -> language, language -> content(name, language, values.apply(language))));
    }

    /** What somebody typed, ended as a sentence, so that ours can follow it. */
    public static String sentence(String typed) {
        var text = typed.strip();
        return text.isEmpty() || text.matches("(?s).*[.!?…][\"'”’)]?") ? text : text + ".";
    }

    /** The same values in each. */
    public Map<String, Content> contents(String name, Map<String, ?> values) {
        return contents(name, language -> values);
    }

    /** @param values texts and yes-or-no only, as typed */
    private Content content(String name, String language, Map<String, ?> values) {
        var safe = new HashMap<String, Object>();
        values.forEach((key, value) -> safe.put(key, value instanceof String typed ? plain(typed) : value));
        var parts = source(name, language).strip().split("\\R\\s*\\R", 2);
        var subject =
                render(name, parts[0], safe).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        var text = endedOnce(render(name, parts[1], safe))
                        .replaceAll("\n{3,}", "\n\n")
                        .strip() + "\n";
        return new Content(subject, text, html(text, values.get("link") instanceof String link ? link : ""), Map.of());
    }

    /** What somebody typed may end with a mark of its own: ours after it is left out. */
    private static String endedOnce(String text) {
        return text.replaceAll("([?!…][\"'”’)]?) ?\\.(?=\\s|$)", "$1");
    }

    /** Nothing typed can look like the recipient's own lines, which are filled in later. */
    private static String plain(String typed) {
        return typed.replace("{{", "{ {").replace("}}", "} }");
    }

    private static String html(String text, String link) {
        var html = Arrays.stream(text.strip().split("\n\n"))
                .map(block -> "<p>" + HtmlUtils.htmlEscape(block, "UTF-8").replace("\n", "<br>\n") + "</p>\n")
                .collect(Collectors.joining());
        return link.isEmpty() ? html : html.replace(link, "<a href=\"" + link + "\">" + link + "</a>");
    }

    private static String render(String name, String source, Map<String, ?> values) {
        try {
            return Mustache.compiler()
                    .strictSections(true)
                    .emptyStringIsFalse(true)
                    .withCollector(new PlainMapsOnly())
                    .withEscaper(text -> text)
                    .compile(source)
                    .execute(values);
        } catch (MustacheException e) {
            throw new IllegalArgumentException(
                    "templates/response/…/" + name + ".txt: " + e.getMessage() + ". Names that can be used: "
                            + values.keySet().stream().sorted().toList(),
                    e);
        }
    }

    private String source(String name, String language) {
        return sources.computeIfAbsent("templates/response/" + language + "/" + name + ".txt", file -> {
            try {
                return new ClassPathResource(file).getContentAsString(StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(file + " is missing or cannot be read.", e);
            }
        });
    }

    /** Values are looked up in maps by their name; no field or method of any value can be reached. */
    private static final class PlainMapsOnly extends BasicCollector {

        @Override
        public Mustache.@Nullable VariableFetcher createFetcher(Object context, String name) {
            return context instanceof Map ? super.createFetcher(context, name) : null;
        }

        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new ConcurrentHashMap<>();
        }
    }
}
