package nl.draaiboek.statuspage.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import nl.draaiboek.statuspage.PageTimes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.HtmlUtils;

/**
 * While the database is away the public page says what it said last, and that it is no newer than that: customers read it just
 * then. Each node keeps what it answered itself, and asks itself for the pages that count
 * ({@link KeepLastKnown}); what it was never asked says that it comes back.
 */
final class LastKnown extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(LastKnown.class);

    /** Pages, feeds and JSON in two languages; far more than run at once. */
    private static final int KEPT = 200;

    /** Visitors do not each wait until the database does not answer: one of them looks again. */
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofSeconds(5);

    private final LocaleResolver languages;
    private final MessageSource messages;
    private final Clock clock;
    private final Map<String, Answer> answers = Collections.synchronizedMap(new Latest());
    private Instant lookAgain = Instant.MIN;

    LastKnown(LocaleResolver languages, MessageSource messages, Clock clock) {
        this.languages = languages;
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var language = language(request);
        var address = request.getRequestURI() + " " + language + " " + request.getParameter("month");
        var before = answers.get(address);
        if (before != null && !mayLook()) {
            answer(before, language, response);
            return;
        }
        var fresh = new ContentCachingResponseWrapper(response);
        try {
            chain.doFilter(request, fresh);
        } catch (ServletException | RuntimeException e) {
            if (!isAway(e)) {
                throw e;
            }
            if (before == null) {
                response.reset();
                response.setHeader(HttpHeaders.RETRY_AFTER, "30");
                response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
                return;
            }
            lookAgainAfter(clock.instant().plus(LOOK_AGAIN_AFTER));
            LOG.warn("The status page shows what it showed at {}: {}", before.at(), e.toString());
            response.reset();
            answer(before, language, response);
            return;
        }
        lookAgainAfter(Instant.MIN);
        if (fresh.getStatus() == HttpServletResponse.SC_OK
                && request.getMethod().equals("GET")) {
            answers.put(
                    address,
                    new Answer(
                            clock.instant(),
                            Objects.requireNonNullElse(fresh.getContentType(), "text/html;charset=UTF-8"),
                            fresh.getContentAsByteArray()));
        }
        fresh.copyBodyToResponse();
    }

    /** What a program asks for is English unless it says otherwise. */
    private Locale language(HttpServletRequest request) {
        if (request.getRequestURI().endsWith(".json")) {
            return "nl".equals(request.getParameter("lang")) ? Locale.forLanguageTag("nl") : Locale.ENGLISH;
        }
        return languages.resolveLocale(request);
    }

    /** Whoever comes first after the pause looks; the others get what is known until that one has an answer. */
    private synchronized boolean mayLook() {
        var now = clock.instant();
        if (now.isBefore(lookAgain)) {
            return false;
        }
        if (!lookAgain.equals(Instant.MIN)) {
            lookAgain = now.plus(LOOK_AGAIN_AFTER);
        }
        return true;
    }

    private synchronized void lookAgainAfter(Instant moment) {
        lookAgain = moment;
    }

    private void answer(Answer known, Locale language, HttpServletResponse response) throws IOException {
        response.setContentType(known.type());
        response.setHeader("Cache-Control", PublicPageController.A_FEW_SECONDS.getHeaderValue());
        response.setHeader("Vary", "Accept-Language");
        response.getOutputStream().write(known.type().startsWith("text/html") ? told(known, language) : known.body());
    }

    private byte[] told(Answer known, Locale language) {
        var words = messages.getMessage(
                "status.last-known", new Object[] {new PageTimes(language).at(known.at())}, language);
        return new String(known.body(), StandardCharsets.UTF_8)
                .replaceFirst(
                        "(<main [^>]*>)",
                        "$1<p class=\"notice\" role=\"status\">" + HtmlUtils.htmlEscape(words, "UTF-8") + "</p>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isAway(Throwable failure) {
        for (@Nullable Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof DataAccessException || e instanceof TransactionException) {
                return true;
            }
        }
        return false;
    }

    private record Answer(Instant at, String type, byte[] body) {}

    /** What was asked longest ago makes room. */
    private static final class Latest extends LinkedHashMap<String, Answer> {

        private static final long serialVersionUID = 1;

        Latest() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
            return size() > KEPT;
        }
    }
}
