package nl.draaiboek.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.web.filter.OncePerRequestFilter;

/** No address opens more of what needs no login in a minute than people and scanners behind it need: far too few to guess. */
public class ThrottleByAddress extends OncePerRequestFilter {

    private static final int MOST_ADDRESSES = 10_000;

    private final Clock clock;
    private final int aMinute;
    private final Map<String, Minute> seen = new ConcurrentHashMap<>();

    /** @param aMinute how many times one address may ask in a minute */
    public ThrottleByAddress(Clock clock, int aMinute) {
        this.clock = clock;
        this.aMinute = aMinute;
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
                <= aMinute;
    }

    private record Minute(long number, int times) {}
}
