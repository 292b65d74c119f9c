package nl.draaiboek.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** One request to a provider, and what is known when it is not answered. Follows no redirect: our secrets go with it. */
public final class Http {

    private static final Duration LONGEST_REST = Duration.ofHours(1);

    private final Clock clock;
    private final RestClient client;
    private final int longestAnswer;

    /** @param longestAnswer in bytes; what an answer has more is not read */
    public Http(Clock clock, Duration connectTimeout, Duration readTimeout, int longestAnswer) {
        this.clock = clock;
        this.longestAnswer = longestAnswer;
        var requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .build());
        requests.setReadTimeout(readTimeout);
        this.client = RestClient.builder().requestFactory(requests).build();
    }

    /** What the other side said. */
    public record Answer(int status, HttpHeaders headers, String body) {}

    /** @param read makes of an answer what is known */
    public Outcome send(
            String provider,
            HttpMethod method,
            URI address,
            HttpHeaders headers,
            @Nullable String body,
            Function<Answer, Outcome> read) {
        try {
            return read.apply(ask(provider, method, address, headers, body));
        } catch (Unanswered e) {
            return e.outcome();
        } catch (RuntimeException e) {
            return failed(provider, e);
        }
    }

    /** @throws Unanswered when there is no answer that can be read */
    public Answer ask(String provider, HttpMethod method, URI address, HttpHeaders headers, @Nullable String body) {
        try {
            var request = client.method(method).uri(address).headers(all -> all.addAll(headers));
            if (body != null) {
                request.body(body.getBytes(StandardCharsets.UTF_8));
            }
            return request.exchange((asked, response) -> new Answer(
                    response.getStatusCode().value(),
                    response.getHeaders(),
                    new String(response.getBody().readNBytes(longestAnswer), StandardCharsets.UTF_8)));
        } catch (RuntimeException e) {
            throw new Unanswered(failed(provider, e));
        }
    }

    /** No answer, or none that can be read. */
    public static final class Unanswered extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Outcome outcome;

        Unanswered(Outcome outcome) {
            super(outcome.toString(), null, false, false);
            this.outcome = outcome;
        }

        /** What is known then. */
        public Outcome outcome() {
            return outcome;
        }
    }

    /** Nothing was sent when there was no connection; after that nobody knows. The words name no address: a number is in it. */
    private static Outcome failed(String provider, RuntimeException failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof ConnectException
                    || e instanceof HttpConnectTimeoutException
                    || e instanceof UnknownHostException) {
                return new Outcome.ChannelDown(provider + " cannot be reached (" + kind(e) + ").", null);
            }
            if (e instanceof IOException || e instanceof UncheckedIOException) {
                return new Outcome.Unknown(provider + " did not answer (" + kind(e) + ").");
            }
        }
        return new Outcome.Unknown(provider + "'s answer could not be read (" + kind(failure) + ").");
    }

    private static String kind(Throwable e) {
        return e.getClass().getSimpleName();
    }

    /** {@code Retry-After} in seconds or as a moment, an hour at most. */
    public @Nullable Duration retryAfter(HttpHeaders headers) {
        var asked = headers.getFirst(HttpHeaders.RETRY_AFTER);
        if (asked == null) {
            return null;
        }
        try {
            return within(
                    asked.strip().matches("\\d{1,9}")
                            ? Duration.ofSeconds(Long.parseLong(asked.strip()))
                            : Duration.between(clock.instant(), moment(asked.strip())));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Instant moment(String text) {
        return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ENGLISH))
                .toInstant();
    }

    private static Duration within(Duration asked) {
        return asked.isNegative() ? Duration.ZERO : asked.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : asked;
    }
}
