package nl.draaiboek.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Gives the page of Tasklist, Cockpit or Admin the nonce of its own answer. Camunda keeps one nonce for the whole program
 * between writing the header and writing the page, so that any other request in that moment, be it a list that refreshes in
 * somebody else's browser, leaves whoever opens or reloads the page with a blank one: the browser runs none of its scripts.
 */
class OwnNonce extends OncePerRequestFilter {

    private static final RequestMatcher PAGE =
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, "/camunda/app/*/{engine:[^.]+}/**");
    private static final Pattern ALLOWED = Pattern.compile("'nonce-([^']+)'");
    private static final Pattern GIVEN = Pattern.compile("nonce=\"[^\"]*\"");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !PAGE.matches(request) || request.getRequestURI().contains(".");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var kept = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, kept);
        var policy = kept.getHeader("Content-Security-Policy");
        var nonce = ALLOWED.matcher(policy == null ? "" : policy);
        if (nonce.find()) {
            var page = new String(kept.getContentAsByteArray(), StandardCharsets.UTF_8);
            var own = GIVEN.matcher(page).replaceAll("nonce=\"" + Matcher.quoteReplacement(nonce.group(1)) + '"');
            kept.resetBuffer();
            kept.getOutputStream().write(own.getBytes(StandardCharsets.UTF_8));
        }
        kept.copyBodyToResponse();
    }
}
