package nl.draaiboek.communication;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import nl.draaiboek.incident.Links;
import nl.draaiboek.security.SignedLinks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The link in each mail to a customer by which they leave the list, and come back to it. Signed over the customer's number,
 * without an end: a mail of last year must still let its reader go (RFC 8058).
 */
@Component
public class UnsubscribeLinks {

    private static final String PURPOSE = "unsubscribe";

    private final SignedLinks signed;
    private final JdbcClient jdbc;
    private final Links links;

    UnsubscribeLinks(SignedLinks signed, JdbcClient jdbc, Links links) {
        this.signed = signed;
        this.jdbc = jdbc;
        this.links = links;
    }

    /** The whole address. */
    public String of(String customer) {
        return links.to("/status/unsubscribe/" + signed.sign(PURPOSE, customer));
    }

    /** The number of the customer that the last part of such an address was made for; nobody for any other text. */
    public Optional<String> customer(String link) {
        return signed.read(PURPOSE, link).valid().or(() -> earlier(link));
    }

    /** Links were once random and kept; those mails are still in mailboxes. */
    private Optional<String> earlier(String link) {
        return jdbc.sql("select customer from draaiboek.customer_earlier_link where token_hash = ?")
                .param(sha256(link))
                .query(String.class)
                .optional();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
