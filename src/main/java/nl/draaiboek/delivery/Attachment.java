package nl.draaiboek.delivery;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A file that goes along with a mail. It is kept in the outbox until the mail is gone, so it holds nothing that may not stand there.
 *
 * @param name letters, digits, dots and hyphens alone
 * @param type such as {@code application/pdf}
 */
public record Attachment(String name, String type, byte[] bytes) {

    private static final String NAME = "attachment-name";
    private static final String TYPE = "attachment-type";
    private static final String BYTES = "attachment";

    public Attachment {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,80}") || !type.matches("[a-z]+/[a-z0-9.+-]+")) {
            throw new IllegalArgumentException("'" + name + "' of type '" + type + "' cannot go along with a mail.");
        }
    }

    /** As {@link Content#facts()} of a mail. */
    public Map<String, String> facts() {
        return Map.of(NAME, name, TYPE, type, BYTES, Base64.getEncoder().encodeToString(bytes));
    }

    /** What goes along with this content. */
    public static Optional<Attachment> of(Content content) {
        var facts = content.facts();
        return Optional.ofNullable(facts.get(BYTES))
                .map(bytes -> new Attachment(
                        facts.getOrDefault(NAME, "attachment"),
                        facts.getOrDefault(TYPE, "application/octet-stream"),
                        Base64.getDecoder().decode(bytes)));
    }

    @Override
    public String toString() {
        return "Attachment[" + name + ", " + bytes.length + " bytes]";
    }
}
