package nl.draaiboek.delivery;

import java.util.HashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import nl.draaiboek.incident.IncidentCode;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds by its key what was sent, when its answer or its fate comes in. */
@Component
public class SentMessages {

    private static final Pattern KEY =
            Pattern.compile("([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\\.([0-9]{1,9})");

    private final JdbcClient jdbc;
    private final Outbox outbox;

    SentMessages(JdbcClient jdbc, Outbox outbox) {
        this.jdbc = jdbc;
        this.outbox = outbox;
    }

    /** @param key {@link OutgoingMessage#key()}, or anything else, which finds nothing */
    public Optional<SentMessage> find(String key) {
        var parts = KEY.matcher(key);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return jdbc.sql(
                        """
                select d.dispatch, d.recipient, d.language, p.channel, p.message, p.audience, p.incident
                  from draaiboek.delivery d join draaiboek.dispatch p on p.id = d.dispatch
                 where d.dispatch = ? and d.number = ?""")
                .params(UUID.fromString(parts.group(1)), Integer.parseInt(parts.group(2)))
                .query((row, n) -> new SentMessage(
                        key,
                        row.getObject("dispatch", UUID.class),
                        row.getString("recipient"),
                        row.getString("language"),
                        row.getString("channel"),
                        row.getString("message"),
                        row.getString("audience"),
                        incident(row.getString("incident"))))
                .optional();
    }

    /** Its words, as they were written. */
    public Content content(SentMessage message) {
        return Objects.requireNonNull(
                new HashMap<>(outbox.letter(message.dispatch()).contents()).get(message.language()),
                "A message has words in its language.");
    }

    private static @Nullable IncidentCode incident(@Nullable String code) {
        return code == null ? null : new IncidentCode(code);
    }

    /**
     * One message to one address, without the address.
     *
     * @param recipient {@link Recipient#id()}: {@code person:anouk}
     * @param incident null when it concerns none, or several
     */
    public record SentMessage(
            String key,
            UUID dispatch,
            String recipient,
            String language,
            String channel,
            String message,
            String audience,
            @Nullable IncidentCode incident) {}
}
