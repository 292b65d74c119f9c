package nl.draaiboek.delivery.phone;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import nl.draaiboek.delivery.OutgoingMessage;
import nl.draaiboek.incident.Links;

/**
 * Where a provider tells us what became of a message. Each address is good for that message and for a day, so that what is
 * replayed later is refused.
 */
final class CallBackAddresses {

    static final String KEY = "message";
    static final String ATTEMPT = "attempt";
    static final String UNTIL = "until";
    static final String PROOF = "proof";

    private static final Duration GOOD_FOR = Duration.ofDays(1);

    private final Links links;
    private final Clock clock;

    CallBackAddresses(Links links, Clock clock) {
        this.links = links;
        this.clock = clock;
    }

    /** What a provider asked, as it asked it, whatever stands between it and us. */
    String asked(String path, String query) {
        return links.to(path) + (query.isEmpty() ? "" : "?" + query);
    }

    /** For a provider that signs what it tells. */
    String of(String path, OutgoingMessage message) {
        return links.to(path) + "?" + parameters(message);
    }

    /** For a gateway that signs nothing: the address itself proves that we gave it out. */
    String proven(String path, OutgoingMessage message, String secret) {
        var parameters = parameters(message);
        return links.to(path) + "?" + parameters + "&" + PROOF + "=" + proof(secret, path, parameters);
    }

    static String proof(String secret, String path, String parameters) {
        return Proof.hex(secret, path + "?" + parameters);
    }

    private String parameters(OutgoingMessage message) {
        var until = clock.instant().plus(GOOD_FOR).getEpochSecond();
        return parameters(message.key(), Integer.toString(message.attempt()), Long.toString(until));
    }

    static String parameters(String key, String attempt, String until) {
        return KEY + "=" + URLEncoder.encode(key, StandardCharsets.UTF_8) + "&" + ATTEMPT + "=" + attempt + "&" + UNTIL
                + "=" + until;
    }

    /** @param until as it stood in the address */
    static boolean good(String until, Instant now) {
        return until.matches("[0-9]{1,12}") && now.getEpochSecond() < Long.parseLong(until);
    }
}
