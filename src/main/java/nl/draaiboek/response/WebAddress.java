package nl.draaiboek.response;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells a web address from a name, and refuses what is neither: a link that runs something. */
public final class WebAddress {

    private static final Pattern SCHEME = Pattern.compile("^\\s*[A-Za-z][A-Za-z0-9+.-]*:\\S");
    private static final Pattern WEB = Pattern.compile("(?i)^https?://");

    private WebAddress() {}

    /** Whether it may be followed. A name, such as {@code #inc-2026-0001}, may not; it is no address. */
    public static boolean is(String typed) {
        return WEB.matcher(typed).find() && refusal(typed).isEmpty();
    }

    /** Why it is neither a name nor an address of the web, as the end of a sentence. */
    public static Optional<String> refusal(String typed) {
        if (!SCHEME.matcher(typed).find()) {
            return Optional.empty();
        }
        if (!WEB.matcher(typed).find()) {
            return Optional.of("an address begins with https:// or http://");
        }
        try {
            var address = new URI(typed.strip());
            return address.getHost() == null || address.getUserInfo() != null
                    ? Optional.of("the address has no name of a server after https://")
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.of("the address has a space or another character that no address has");
        }
    }
}
