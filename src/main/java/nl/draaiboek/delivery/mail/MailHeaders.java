package nl.draaiboek.delivery.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import nl.draaiboek.delivery.OutgoingMessage;
import org.jspecify.annotations.Nullable;

/**
 * The headers of one mail but its subject, which stands in {@link MailBody} as it is the same for all. Nothing that a person typed gets here without being encoded, and an address or a link with a line
 * break in it is refused.
 */
final class MailHeaders {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss xx", Locale.ENGLISH);

    private final InternetAddress from;
    private final @Nullable String replyTo;
    private final String domain;

    MailHeaders(MailProperties properties) {
        try {
            var address = Objects.requireNonNull(properties.from());
            from = new InternetAddress(address, properties.fromName(), "UTF-8");
            replyTo = properties.replyTo() == null
                    ? null
                    : address(properties.replyTo()).toString();
            domain = address.substring(address.indexOf('@') + 1);
        } catch (UnsupportedEncodingException | AddressException e) {
            throw new IllegalStateException("The sender of mail is set wrongly: " + e.getMessage(), e);
        }
    }

    InternetAddress from() {
        return from;
    }

    /** @throws AddressException for anything but one plain address */
    static InternetAddress address(String text) throws AddressException {
        if (text.chars().anyMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c))) {
            throw new AddressException("white space or a line break");
        }
        var addresses = InternetAddress.parse(text, true);
        if (addresses.length != 1 || addresses[0].isGroup() || addresses[0].getPersonal() != null) {
            throw new AddressException("not exactly one address");
        }
        addresses[0].validate();
        if (!addresses[0].getAddress().contains("@")) {
            throw new AddressException("no domain");
        }
        return addresses[0];
    }

    byte[] of(OutgoingMessage message, InternetAddress to) throws AddressException {
        var root = "<" + message.conversation().replaceAll("[^A-Za-z0-9.-]", ".") + "@" + domain + ">";
        var headers = new StringBuilder(600);
        add(headers, "Date", DATE.format(ZonedDateTime.now(ZoneOffset.UTC)));
        add(headers, "From", from.toString());
        add(headers, "To", to.toString());
        if (replyTo != null) {
            add(headers, "Reply-To", replyTo);
        }
        add(headers, "Message-ID", "<" + message.key() + "@" + domain + ">");
        // The root is never sent itself: naming it is enough for every mail of the incident to stand in one thread.
        add(headers, "In-Reply-To", root);
        add(headers, "References", root);
        add(headers, "Auto-Submitted", "auto-generated");
        if (message.incident() != null) {
            add(headers, "X-Draaiboek-Incident", message.incident().value());
        }
        var unsubscribe = message.recipient().own().get("unsubscribe");
        if (unsubscribe != null) {
            add(headers, "List-Unsubscribe", "<" + link(unsubscribe) + ">");
            add(headers, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        add(headers, "MIME-Version", "1.0");
        return headers.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void add(StringBuilder headers, String name, String value) {
        headers.append(name).append(": ").append(value).append("\r\n");
    }

    static String encoded(String header, String text) {
        try {
            return MimeUtility.fold(header.length() + 2, MimeUtility.encodeText(text, "UTF-8", null));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("Every Java has UTF-8.", e);
        }
    }

    private static String link(String url) throws AddressException {
        if (!url.matches("https?://[\\x21-\\x7e&&[^<>\"]]+")) {
            throw new AddressException("the link to unsubscribe is no web address");
        }
        return url;
    }
}
