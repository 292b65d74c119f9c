package nl.draaiboek.statuspage;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Twelve small letters and digits that always come out the same for the same name. */
public final class ShortId {

    private static final BigInteger RANGE = BigInteger.valueOf(36).pow(12);

    private ShortId() {}

    public static String of(String name) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            var digits = new BigInteger(1, hash).mod(RANGE).toString(36);
            return "0".repeat(12 - digits.length()) + digits;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
