package nl.draaiboek.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses the character NUL in what a page of ours hands in: no keyboard writes it, and the database cannot keep it. The forms of
 * Tasklist are looked at where their answers are, a sheet where it is read.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class RefuseNothing extends OncePerRequestFilter {

    /** What reads its body itself, which to look at a form here would leave empty: the engine's interfaces and our hooks. */
    private static final List<String> NOT_PAGES = List.of("/camunda/", "/engine-rest/", "/hooks/", "/api/");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        var type = request.getContentType();
        return NOT_PAGES.stream().anyMatch(path::startsWith)
                || type != null && type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var wrong = request.getParameterMap().entrySet().stream()
                .filter(field -> field.getKey().indexOf('\0') >= 0
                        || Arrays.stream(field.getValue()).anyMatch(value -> value.indexOf('\0') >= 0))
                .findFirst();
        if (wrong.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(HttpStatus.BAD_REQUEST.value());
        response.setContentType(MediaType.TEXT_PLAIN_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter()
                .write("'" + wrong.get().getKey().replaceAll("[^\\w.-]", "?")
                        + "' holds a character that cannot be kept (NUL). Go back, take it out, and send it again.");
    }
}
