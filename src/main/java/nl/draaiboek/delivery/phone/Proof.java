package nl.draaiboek.delivery.phone;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keyed hashes (RFC 2104) by which a provider shows that it is the one. Compared in the same time whether right or wrong. */
final class Proof {

    private Proof() {}

    /** HMAC-SHA256, in small hexadecimal digits. */
    static String hex(String secret, String text) {
        return HexFormat.of().formatHex(mac("HmacSHA256", secret, text));
    }

    /**
     * {@code X-Twilio-Signature}: HMAC-SHA1 over the address and the sorted fields of the form, in Base64.
     *
     * @see <a href="https://www.twilio.com/docs/usage/security">Twilio: validating requests</a>
     */
    static String twilio(String authToken, String address, Map<String, List<String>> fields) {
        var signed = new StringBuilder(address);
        fields.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .forEach(field -> field.getValue().stream().distinct().sorted().forEach(value -> signed.append(
                                field.getKey())
                        .append(value)));
        return Base64.getEncoder().encodeToString(mac("HmacSHA1", authToken, signed.toString()));
    }

    static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] mac(String algorithm, String secret, String text) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + algorithm + ".", e);
        }
    }
}
