package nl.draaiboek.delivery.x;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs a request in the name of an account: OAuth 1.0a, HMAC-SHA1 (RFC 5849 §3.4). A JSON body is not part of what is signed. */
final class OAuth1 {

    private OAuth1() {}

    /** @return the value of the header {@code Authorization} */
    static String header(
            String method,
            String url,
            String consumerKey,
            String consumerSecret,
            XProperties.Account account,
            String nonce,
            long epochSecond) {
        var parameters = new TreeMap<>(Map.of(
                "oauth_consumer_key",
                consumerKey,
                "oauth_nonce",
                nonce,
                "oauth_signature_method",
                "HMAC-SHA1",
                "oauth_timestamp",
                Long.toString(epochSecond),
                "oauth_token",
                account.token(),
                "oauth_version",
                "1.0"));
        var joined = parameters.entrySet().stream()
                .map(p -> encode(p.getKey()) + "=" + encode(p.getValue()))
                .collect(Collectors.joining("&"));
        var base = method + "&" + encode(url) + "&" + encode(joined);
        parameters.put("oauth_signature", sign(base, encode(consumerSecret) + "&" + encode(account.tokenSecret())));
        return parameters.entrySet().stream()
                .map(p -> encode(p.getKey()) + "=\"" + encode(p.getValue()) + "\"")
                .collect(Collectors.joining(", ", "OAuth ", ""));
    }

    private static String sign(String base, String key) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(base.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA1.", e);
        }
    }

    /** RFC 3986 encoding: a form encoder differs in four characters. */
    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
