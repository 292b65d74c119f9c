package nl.draaiboek.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Puts the throttle before the login of Tasklist, Cockpit and Admin. */
class ThrottleWebappLogin extends OncePerRequestFilter {

    /** Read as the application will read it: with what is percent-encoded decoded, and however it ends. */
    private static final RequestMatcher LOGIN = PathPatternRequestMatcher.withDefaults()
            .matcher(HttpMethod.POST, "/camunda/api/admin/auth/user/*/login/**");

    /** A login is a name and a password; what is longer is none, and is not kept in memory. */
    private static final int LARGEST_FORM = 8192;

    private final LoginThrottle throttle;

    ThrottleWebappLogin(LoginThrottle throttle) {
        this.throttle = throttle;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !LOGIN.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var form = request.getInputStream().readNBytes(LARGEST_FORM);
        var user = user(new String(form, StandardCharsets.UTF_8));
        var address = request.getRemoteAddr();
        var wait = throttle.wait(user, address);
        if (!wait.isZero()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1));
            response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
            return;
        }
        chain.doFilter(new ReadOnce(request, form), response);
        if (response.getStatus() == HttpStatus.UNAUTHORIZED.value()) {
            throttle.failed(user, address);
        } else if (response.getStatus() == HttpStatus.OK.value()) {
            throttle.succeeded(user, address);
        }
    }

    /** Read from the body, not as a parameter: that would take the body away from who handles the login. */
    private static String user(String form) {
        return Arrays.stream(form.split("&"))
                .map(field -> field.split("=", 2))
                .filter(field -> field.length == 2 && decoded(field[0]).equals("username"))
                .map(field -> decoded(field[1]))
                .findFirst()
                .orElse("");
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    /** The same request, with the body that was read from it. */
    private static final class ReadOnce extends HttpServletRequestWrapper {

        private final byte[] body;

        ReadOnce(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            var rest = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return rest.read();
                }

                @Override
                public int read(byte[] into, int from, int most) {
                    return rest.read(into, from, most);
                }

                @Override
                public boolean isFinished() {
                    return rest.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("The body was read already.");
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8));
        }
    }
}
