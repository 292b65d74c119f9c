package nl.draaiboek.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Puts the throttle before the login of Tasklist, Cockpit and Admin. */
class ThrottleWebappLogin extends OncePerRequestFilter {

    private static final Pattern LOGIN = Pattern.compile(".*/camunda/api/admin/auth/user/[^/]+/login/[^/]+");

    private final LoginThrottle throttle;

    ThrottleWebappLogin(LoginThrottle throttle) {
        this.throttle = throttle;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || !LOGIN.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var user = Optional.ofNullable(request.getParameter("username")).orElse("");
        var address = request.getRemoteAddr();
        var wait = throttle.wait(user, address);
        if (!wait.isZero()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1));
            response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
            return;
        }
        chain.doFilter(request, response);
        if (response.getStatus() == HttpStatus.UNAUTHORIZED.value()) {
            throttle.failed(user, address);
        } else if (response.getStatus() == HttpStatus.OK.value()) {
            throttle.succeeded(user, address);
        }
    }
}
