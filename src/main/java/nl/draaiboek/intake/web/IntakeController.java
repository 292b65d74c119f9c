package nl.draaiboek.intake.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import nl.draaiboek.intake.IntakeSettings;
import nl.draaiboek.intake.NotReadable;
import nl.draaiboek.intake.Source;
import nl.draaiboek.intake.TakeIn;
import nl.draaiboek.intake.Taken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where programs hand in alerts and reports. Answers 202 once what was delivered is committed, never before. */
@RestController
class IntakeController {

    private static final Logger LOG = LoggerFactory.getLogger(IntakeController.class);

    private static final List<MediaType> JSON = List.of(MediaType.APPLICATION_JSON);

    private final TakeIn takeIn;
    private final IntakeSettings.Limits limits;
    private final RateLimiterRegistry perSource;
    private final ObjectMapper json;

    IntakeController(TakeIn takeIn, IntakeSettings settings, ObjectMapper json) {
        this.takeIn = takeIn;
        this.limits = settings.intake();
        this.json = json;
        this.perSource = RateLimiterRegistry.of(RateLimiterConfig.custom()
                .limitForPeriod(limits.deliveriesPerSecond())
                .limitRefreshPeriod(Duration.ofSeconds(1))
                .timeoutDuration(Duration.ZERO)
                .build());
    }

    @RequestMapping("/api/alerts/alertmanager")
    ResponseEntity<Kept> alertmanager(@AuthenticationPrincipal Source source, HttpServletRequest request)
            throws IOException {
        Bodies.post(request);
        admit(source);
        Bodies.type(request, JSON);
        return taken(takeIn.alertmanager(source, Bodies.json(Bodies.read(request, limits.alertsSize()))));
    }

    @RequestMapping("/api/alerts")
    ResponseEntity<Kept> cloudEvents(@AuthenticationPrincipal Source source, HttpServletRequest request)
            throws IOException {
        Bodies.post(request);
        admit(source);
        return taken(takeIn.cloudEvents(source, CloudEvents.read(request, limits.alertsSize())));
    }

    @RequestMapping("/api/reports")
    ResponseEntity<Kept> report(@AuthenticationPrincipal Source source, HttpServletRequest request) throws IOException {
        Bodies.post(request);
        admit(source);
        Bodies.type(request, JSON);
        var body = Bodies.json(Bodies.read(request, limits.reportSize()));
        return taken(takeIn.report(source, body, request.getHeader("Idempotency-Key")));
    }

    @RequestMapping("/api/**")
    void elsewhere(HttpServletRequest request) {
        throw Refusal.of(HttpStatus.NOT_FOUND, "Nothing is taken in here")
                .because("Alerts go to /api/alerts/alertmanager or /api/alerts, reports to /api/reports.");
    }

    private void admit(Source source) {
        RateLimiter limiter = perSource.rateLimiter(source.name());
        if (!limiter.acquirePermission()) {
            throw Refusal.of(HttpStatus.TOO_MANY_REQUESTS, "Too many deliveries in one second")
                    .field("Authorization")
                    .because(
                            "At most " + limits.deliveriesPerSecond()
                                    + " a second are taken of one source. Nothing of this one was kept: send it again in a second.")
                    .with(HttpHeaders.RETRY_AFTER, "1");
        }
    }

    private static ResponseEntity<Kept> taken(Taken taken) {
        return ResponseEntity.accepted().body(new Kept(taken.received(), taken.kept()));
    }

    @ExceptionHandler
    void refused(Refusal refusal, HttpServletResponse response) throws IOException {
        refusal.write(response, json);
    }

    @ExceptionHandler
    void notReadable(NotReadable fault, HttpServletResponse response) throws IOException {
        Refusal.field(fault.field(), String.valueOf(fault.getMessage())).write(response, json);
    }

    /** While the database is away nothing can be kept; what the sender repeats is kept once, also where this one was. */
    @ExceptionHandler({
        NonTransientDataAccessResourceException.class,
        RecoverableDataAccessException.class,
        TransientDataAccessException.class
    })
    void notKept(DataAccessException fault, HttpServletResponse response) throws IOException {
        LOG.warn("A delivery was not kept: {}", fault.getMostSpecificCause().getMessage());
        Refusal.of(HttpStatus.SERVICE_UNAVAILABLE, "Nothing can be kept at this moment")
                .because("The database does not answer. Send it again; what comes in twice counts once.")
                .with(HttpHeaders.RETRY_AFTER, "5")
                .write(response, json);
    }

    /** The body of a 202. */
    record Kept(@JsonProperty("received") int received, @JsonProperty("new") int kept) {}
}
