package nl.draaiboek.statuspage.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Addresses of our pages that keep the language when the visitor chose one.
 *
 * @param context where the program stands on its server
 * @param own address of this page without its language
 * @param chosen whether the visitor chose the language
 */
public record PageLinks(String context, String own, String language, boolean chosen) {

    static PageLinks of(HttpServletRequest request, Locale locale) {
        var own = UriComponentsBuilder.fromPath(request.getRequestURI());
        var month = request.getParameter("month");
        if (month != null && month.matches("\\d{4}-\\d{2}")) {
            own.queryParam("month", month);
        }
        return new PageLinks(
                request.getContextPath(),
                own.build().toUriString(),
                locale.getLanguage(),
                locale.getLanguage().equals(request.getParameter("lang")));
    }

    public String page(String path) {
        return chosen ? in(context + path, language) : context + path;
    }

    public String otherLanguage() {
        return in(own, other());
    }

    public String other() {
        return language.equals("nl") ? "en" : "nl";
    }

    private static String in(String path, String language) {
        return path + (path.contains("?") ? "&" : "?") + "lang=" + language;
    }
}
