package nl.draaiboek.people;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Fetches a calendar. An administrator gives the address; what answers there is not trusted: it may take 20 seconds and 5 MB, lead
 * on three times, and never into the own network unless that was allowed. An address often is its own password, so no message
 * holds more of it than the host.
 */
@Component
class FetchCalendar {

    static final int MOST_BYTES = 5_000_000;

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ALL = Duration.ofSeconds(20);
    private static final int MOST_REDIRECTS = 3;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(Redirect.NEVER)
            .build();
    private final boolean ownNetwork;

    FetchCalendar(OnCallSettings settings) {
        this.ownNetwork = settings.ownNetwork();
    }

    /** @param text null when it is what we have already */
    record Fetched(@Nullable String text, @Nullable String etag) {}

    /** It could not be fetched; says why, without the address. */
    static final class NotFetched extends Exception {

        private static final long serialVersionUID = 1L;

        NotFetched(String message) {
            super(message);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    /** Where it leads, or why nothing can be fetched there: for who types it. {@code webcal:} is read as {@code https:}. */
    static URI address(String text) throws NotFetched {
        try {
            var stripped = text.strip();
            var uri = new URI(
                    stripped.regionMatches(true, 0, "webcal:", 0, 7) ? "https:" + stripped.substring(7) : stripped);
            var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (!(scheme.equals("https") || scheme.equals("http")) || uri.getHost() == null) {
                throw new NotFetched("An address begins with https:// (or http://, webcal://) and names a host.");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new NotFetched("This is no address: " + e.getReason() + ".");
        }
    }

    /** @param etag of what we have, or null */
    Fetched fetch(String text, @Nullable String etag) throws NotFetched {
        var uri = address(text);
        var until = System.nanoTime() + ALL.toNanos();
        var authorization = authorization(uri);
        for (var redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            var next = ask(uri, etag, authorization, until);
            if (next.redirect == null) {
                return next.fetched;
            }
            var to = address(uri.resolve(next.redirect).toString());
            if (!uri.getHost().equals(to.getHost())
                    || (uri.getScheme().equals("https") && !to.getScheme().equals("https"))) {
                authorization = null;
            }
            uri = to;
        }
        throw new NotFetched(uri.getHost() + " leads on more than " + MOST_REDIRECTS + " times.");
    }

    private record Answer(Fetched fetched, @Nullable String redirect) {}

    private Answer ask(URI uri, @Nullable String etag, @Nullable String authorization, long until) throws NotFetched {
        checkHost(uri.getHost());
        var request = HttpRequest.newBuilder(withoutPassword(uri))
                .timeout(ALL)
                .header("Accept", "text/calendar, */*;q=0.1")
                .header("User-Agent", "Draaiboek");
        if (etag != null) {
            request.header("If-None-Match", etag);
        }
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        var asked = http.sendAsync(request.build(), BodyHandlers.ofInputStream())
                .thenCompose(response -> CompletableFuture.supplyAsync(() -> read(uri, response)));
        try {
            return asked.get(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS)
                    .orThrow();
        } catch (TimeoutException e) {
            asked.cancel(true);
            throw new NotFetched(uri.getHost() + " took longer than " + ALL.toSeconds() + " seconds.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotFetched("It was stopped.");
        } catch (ExecutionException e) {
            var cause = e.getCause();
            throw new NotFetched(
                    cause instanceof HttpTimeoutException
                            ? uri.getHost() + " does not answer."
                            : uri.getHost() + " cannot be reached ("
                                    + (cause == null ? e : cause).getClass().getSimpleName() + ").");
        }
    }

    /** What came of it: an answer, or why there is none. */
    private record Read(@Nullable Answer answer, String why) {

        Answer orThrow() throws NotFetched {
            if (answer == null) {
                throw new NotFetched(why);
            }
            return answer;
        }
    }

    private static Read read(URI uri, HttpResponse<InputStream> response) {
        try (var body = response.body()) {
            var status = response.statusCode();
            var location = response.headers().firstValue("Location");
            if (status == 304) {
                return new Read(new Answer(new Fetched(null, null), null), "");
            }
            if (status >= 300 && status < 400 && location.isPresent()) {
                return new Read(new Answer(new Fetched(null, null), location.get()), "");
            }
            if (status != 200) {
                return new Read(
                        null,
                        uri.getHost() + " answers " + status + "."
                                + (status == 401 || status == 403 || status == 404 || status == 410
                                        ? " The address may have been withdrawn: make a new one there."
                                        : ""));
            }
            var bytes = body.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                return new Read(null, "It is larger than " + MOST_BYTES / 1_000_000 + " MB.");
            }
            return new Read(
                    new Answer(
                            new Fetched(
                                    text(bytes),
                                    response.headers().firstValue("ETag").orElse(null)),
                            null),
                    "");
        } catch (IllegalArgumentException e) {
            return new Read(null, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Read(null, uri.getHost() + " broke off.");
        }
    }

    /** @throws IllegalArgumentException when it is no text in UTF-8, which iCalendar is */
    static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("It is no text in UTF-8, as an iCalendar (.ics) is.", e);
        }
    }

    private void checkHost(String host) throws NotFetched {
        if (ownNetwork) {
            return;
        }
        try {
            for (var address : InetAddress.getAllByName(host)) {
                if (inside(address)) {
                    throw new NotFetched(host + " is in the own network, from which nothing is fetched unless"
                            + " draaiboek.on-call.own-network is true.");
                }
            }
        } catch (UnknownHostException e) {
            throw new NotFetched("There is no host " + host + ".");
        }
    }

    /** Loopback, private (RFC 1918, RFC 4193), shared (RFC 6598), link-local, multicast, or none at all. */
    static boolean inside(InetAddress address) {
        var bytes = address.getAddress();
        var first = bytes[0] & 0xff;
        var second = bytes[1] & 0xff;
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || (bytes.length == 16 && (first & 0xfe) == 0xfc)
                || (bytes.length == 4
                        && (first == 0 || first >= 240 || (first == 100 && second >= 64 && second < 128)));
    }

    private static @Nullable String authorization(URI uri) {
        var user = uri.getUserInfo();
        return user == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    private static URI withoutPassword(URI uri) throws NotFetched {
        try {
            var authority = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
            var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            return new URI(uri.getScheme() + "://" + authority + path
                    + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
        } catch (URISyntaxException e) {
            throw new NotFetched("This is no address.");
        }
    }
}
