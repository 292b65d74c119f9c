package nl.draaiboek.response.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.web.filter.OncePerRequestFilter;

/** No address opens more than sixty answers in a minute: more than any person or scanner needs, and far too few to guess. */
class ThrottleAnswers extends OncePerRequestFilter {

    static final int A_MINUTE = 60;

    private static final int MOST_ADDRESSES = 10_000;

    private final Clock clock;
    private final Map<String, Minute> seen = new ConcurrentHashMap<>();

    ThrottleAnswers(Clock clock) {
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (mayGoOn(request.getRemoteAddr())) {
            chain.doFilter(request, response);
        } else {
            response.setStatus(429);
            response.setHeader("Retry-After", "60");
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().println("Te veel verzoeken; probeer het over een minuut nog eens.");
            response.getWriter().println("Too many requests; try again in a minute.");
        }
    }

    boolean mayGoOn(String address) {
        var now = clock.instant().getEpochSecond() / 60;
        if (seen.size() > MOST_ADDRESSES) {
            seen.values().removeIf(minute -> minute.number() != now);
        }
        return seen.merge(
                                address,
                                new Minute(now, 1),
                                (before, one) -> before.number() == now ? new Minute(now, before.times() + 1) : one)
                        .times()
                <= A_MINUTE;
    }

    private record Minute(long number, int times) {}
}
