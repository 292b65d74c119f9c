package nl.draaiboek.security;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Makes the last part of a link that proves by itself what it is about, so that whoever follows it needs no login and we
 * need not keep it (HMAC-SHA256, RFC 2104). Made for one purpose, it is worthless for any other. Readable by everyone: what
 * it is about must be no secret. Whether it may be used once only is for the caller to keep.
 *
 * <p>When the key changes, links of the one before go on working as long as that is set as the previous one.
 */
@Component
public class SignedLinks {

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern PARTS =
            Pattern.compile("([A-Za-z0-9_-]{1,400})\\.(?:([0-9]{1,12})\\.)?([A-Za-z0-9_-]{43})");

    private final Clock clock;
    private final List<SecretKeySpec> keys;

    /** @param previous the key before this one, or empty */
    public SignedLinks(
            @Value("${draaiboek.signing-key}") String key,
            @Value("${draaiboek.previous-signing-key:}") String previous,
            Clock clock) {
        this.clock = clock;
        this.keys = Stream.of(key.strip(), previous.strip())
                .filter(value -> !value.isEmpty())
                .map(value -> new SecretKeySpec(value.getBytes(StandardCharsets.UTF_8), ALGORITHM))
                .toList();
        if (key.isBlank()) {
            throw new IllegalArgumentException("draaiboek.signing-key is missing.");
        }
    }

    /** What a link turned out to be. */
    public sealed interface Reading {

        /** Ours, for this purpose, and in time. */
        record Valid(String subject) implements Reading {}

        /** Ours, for this purpose, but too late. */
        record Expired(String subject, Instant at) implements Reading {}

        /** Not ours, changed on its way, cut off, or made for another purpose. */
        record Unknown() implements Reading {}

        /** What the link is about, when it may be followed. */
        default Optional<String> valid() {
            return this instanceof Valid valid ? Optional.of(valid.subject()) : Optional.empty();
        }
    }

    /**
     * A link that never expires.
     *
     * @param purpose what following it may do: {@code unsubscribe}
     * @param subject an id, 300 bytes at most
     * @return letters, digits, {@code -}, {@code _} and full stops within; the same each time
     */
    public String sign(String purpose, String subject) {
        return make(purpose, subject, null);
    }

    /** A link that may be followed until this second, not at it. */
    public String sign(String purpose, String subject, Instant expires) {
        return make(purpose, subject, expires.getEpochSecond());
    }

    private String make(String purpose, String subject, @Nullable Long expires) {
        var bytes = subject.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || bytes.length > 300 || (expires != null && expires < 0)) {
            throw new IllegalArgumentException("A link is about an id of 1 to 300 bytes, and expires after 1970.");
        }
        return encode(bytes) + (expires == null ? "" : "." + expires) + "."
                + encode(mac(keys.get(0), purpose, bytes, expires));
    }

    /** Never throws for anything that stands in a link. */
    public Reading read(String purpose, String link) {
        var parts = PARTS.matcher(link);
        if (!parts.matches()) {
            return new Reading.Unknown();
        }
        var subject = decode(parts.group(1));
        var expires = parts.group(2) == null ? null : Long.valueOf(parts.group(2));
        var text = subject == null ? null : text(subject);
        var given = decode(parts.group(3));
        if (subject == null || text == null || given == null || !signed(purpose, subject, expires, given)) {
            return new Reading.Unknown();
        }
        if (expires != null && clock.instant().getEpochSecond() >= expires) {
            return new Reading.Expired(text, Instant.ofEpochSecond(expires));
        }
        return new Reading.Valid(text);
    }

    /** In the same time whether right or wrong, and wherever the difference stands. */
    private boolean signed(String purpose, byte[] subject, @Nullable Long expires, byte[] given) {
        var found = false;
        for (var key : keys) {
            found |= MessageDigest.isEqual(mac(key, purpose, subject, expires), given);
        }
        return found;
    }

    /** Each part with its length before it, so that no two links have the same parts in another division. */
    private static byte[] mac(SecretKeySpec key, String purpose, byte[] subject, @Nullable Long expires) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (var part : List.of(bytes("draaiboek link 1"), bytes(purpose), subject)) {
                mac.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
                mac.update(part);
            }
            mac.update(ByteBuffer.allocate(Long.BYTES)
                    .putLong(expires == null ? -1 : expires)
                    .array());
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM + ".", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Null for anything that {@link #encode} would have written otherwise: one link, one spelling. */
    private static byte @Nullable [] decode(String text) {
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            return encode(bytes).equals(text) ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
