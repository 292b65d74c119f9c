package nl.draaiboek.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses addresses that two readers may read differently: {@code //}, {@code ;}, and steps up or in place. Nobody has a use
 * for them, and behind this every rule sees what the engine's own servlets see. Before all other filters, the first of which
 * would answer with an error of the program and a page of it in the log.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RefuseOddAddresses extends OncePerRequestFilter {

    private static final Pattern ODD =
            Pattern.compile("//|;|/\\.{1,2}(/|$)|%2e|%2f|%5c|%3b|%00", Pattern.CASE_INSENSITIVE);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (ODD.matcher(request.getRequestURI()).find()) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
        } else {
            chain.doFilter(request, response);
        }
    }
}
