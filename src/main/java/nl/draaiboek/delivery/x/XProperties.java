package nl.draaiboek.delivery.x;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The account or accounts on X.
 *
 * @param baseUrl where the API is; another one for trying
 * @param consumerKey API key of the app
 * @param token access token of the account that posts
 * @param accounts tokens of further accounts by language, such as {@code en}; a language without one posts with {@code token}
 */
@ConfigurationProperties("draaiboek.x")
record XProperties(
        @DefaultValue("https://api.x.com") URI baseUrl,
        @Nullable String consumerKey,
        @Nullable String consumerSecret,
        @Nullable String token,
        @Nullable String tokenSecret,
        @DefaultValue Map<String, Account> accounts,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("15s") Duration readTimeout,
        @DefaultValue("3m") Duration givesUpAfter) {

    record Account(String token, String tokenSecret) {}

    /** The account that posts in this language. */
    @Nullable
    Account account(String language) {
        var own = accounts.get(language);
        if (own != null) {
            return own;
        }
        return blank(token) || blank(tokenSecret) ? null : new Account(text(token), text(tokenSecret));
    }

    boolean complete() {
        return !blank(consumerKey) && !blank(consumerSecret) && (account("") != null || !accounts.isEmpty());
    }

    static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static boolean blank(@Nullable String value) {
        return value == null || value.isBlank();
    }
}
