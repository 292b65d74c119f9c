package nl.draaiboek.delivery.phone;

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
import nl.draaiboek.delivery.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** One request to a provider, and what is known when it is not answered. Follows no redirect: our secrets go with it. */
final class Http {

    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final Duration LONGEST_REST = Duration.ofHours(1);

    private final Clock clock;
    private final RestClient client;

    Http(Clock clock, Duration connectTimeout, Duration readTimeout) {
        this.clock = clock;
        var requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .build());
        requests.setReadTimeout(readTimeout);
        this.client = RestClient.builder().requestFactory(requests).build();
    }

    record Answer(int status, HttpHeaders headers, String body) {}

    /** @param read makes of an answer what is known */
    Outcome send(
            String provider,
            HttpMethod method,
            URI address,
            HttpHeaders headers,
            @Nullable String body,
            Function<Answer, Outcome> read) {
        try {
            var request = client.method(method).uri(address).headers(all -> all.addAll(headers));
            if (body != null) {
                request.body(body.getBytes(StandardCharsets.UTF_8));
            }
            var answer = request.exchange((asked, response) -> new Answer(
                    response.getStatusCode().value(),
                    response.getHeaders(),
                    new String(response.getBody().readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8)));
            return read.apply(answer);
        } catch (RuntimeException e) {
            return failed(provider, e);
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
    @Nullable
    Duration retryAfter(HttpHeaders headers) {
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
