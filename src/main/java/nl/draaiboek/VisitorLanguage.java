package nl.draaiboek;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/**
 * The language of a page: {@code ?lang=nl} or {@code ?lang=en}, else what the browser prefers of the two, else Dutch. Kept
 * nowhere: no cookie, no session. What responders, managers and owners work with is English, like the diagrams, the forms and
 * the record: half of each would be read wrongly at night.
 */
@Component("localeResolver")
class VisitorLanguage implements LocaleResolver {

    private static final Locale DUTCH = Locale.forLanguageTag("nl");
    private static final List<Locale> KNOWN = List.of(DUTCH, Locale.ENGLISH);

    private static final Pattern WORKPLACE = Pattern.compile("/(incidents|outbox|plan|register)(/.*)?");

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        if (WORKPLACE.matcher(request.getServletPath()).matches()) {
            return Locale.ENGLISH;
        }
        var asked = request.getParameter("lang");
        for (var language : KNOWN) {
            if (language.getLanguage().equals(asked)) {
                return language;
            }
        }
        return preferred(request.getHeader("Accept-Language"));
    }

    private static Locale preferred(@Nullable String header) {
        if (header == null || header.isBlank() || header.length() > 500) {
            return DUTCH;
        }
        try {
            var found = Locale.lookup(Locale.LanguageRange.parse(header), KNOWN);
            return found == null ? Locale.ENGLISH : found;
        } catch (IllegalArgumentException e) {
            return DUTCH;
        }
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("A page's language stands in its address.");
    }
}
