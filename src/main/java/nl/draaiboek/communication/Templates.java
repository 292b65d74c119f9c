package nl.draaiboek.communication;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The templates of updates, {@code <language>/<folder>/<name>.txt}: in the folder that was set, else in the program. Read at
 * each use, so that what an owner saves counts for the next message.
 */
@Component
class Templates {

    private static final Pattern PARTIAL = Pattern.compile("[a-z][a-z-]{0,40}");
    private static final Pattern FIELD = Pattern.compile("(?m)^=== ([a-z-]+)\\s*$");

    private final CommunicationSettings settings;

    Templates(CommunicationSettings settings) {
        this.settings = settings;
    }

    /** @param folder {@code internal}, {@code external} or {@code short} */
    Template message(String language, String folder, String name) {
        var file = language + "/" + folder + "/" + name + ".txt";
        return new Template(file, read(file), partial -> partial(language, folder, partial));
    }

    /** The parts of a draft by their names, filled in. */
    Map<String, String> draft(String language, String name, Map<String, ?> values) {
        var file = language + "/draft/" + name + ".txt";
        var source = read(file);
        var parts = new LinkedHashMap<String, String>();
        var field = FIELD.matcher(source);
        var from = -1;
        var part = "";
        while (field.find()) {
            if (from >= 0) {
                parts.put(part, source.substring(from, field.start()));
            }
            part = field.group(1);
            from = field.end();
        }
        if (from < 0) {
            throw new IllegalArgumentException(file + ": expected parts that begin with a line such as '=== known'.");
        }
        parts.put(part, source.substring(from));
        parts.replaceAll((name1, text) -> text.isBlank()
                ? ""
                : new Template(file, name1 + "\n\n" + text, partial -> partial(language, "draft", partial))
                        .text(values));
        return parts;
    }

    private String partial(String language, String folder, String name) {
        if (!PARTIAL.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no name of a partial; expected lower-case words.");
        }
        return read(language + "/" + folder + "/" + name + ".txt");
    }

    private String read(String file) {
        try {
            if (settings.templates() != null) {
                var own = settings.templates().resolve(file);
                if (Files.isRegularFile(own)) {
                    return Files.readString(own);
                }
            }
            return new ClassPathResource("templates/updates/" + file).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("There is no template " + file + ".", e);
        }
    }
}
