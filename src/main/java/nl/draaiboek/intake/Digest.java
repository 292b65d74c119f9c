package nl.draaiboek.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in hex: of tokens, which are kept in no other form, and of keys that may be too long for an index. */
final class Digest {

    private static final int LONGEST_KEY = 200;

    private Digest() {}

    /** Each part is preceded by its length, so that no two different lists of parts read the same. */
    static String sha256(String... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            if (parts.length == 1) {
                return HexFormat.of().formatHex(digest.digest(parts[0].getBytes(StandardCharsets.UTF_8)));
            }
            for (var part : parts) {
                var bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /** The key as it is where it is short, else its hash. */
    static String key(String key) {
        return key.length() <= LONGEST_KEY ? key : "sha256:" + sha256(key);
    }
}
