package nl.draaiboek.delivery;

import java.util.List;
import java.util.Map;

/**
 * What a service task sends, and to whom.
 *
 * @param contents by language tag ({@code nl}, {@code en})
 * @param conversation messages of one conversation form one thread at each address: {@code INC-2026-0001/customers}
 * @param supersedes a later message of the same key replaces this one while it still waits for a channel that is down
 */
public record Composition(
        Map<String, Content> contents, List<Recipient> recipients, String conversation, String supersedes) {

    public Composition {
        contents = Map.copyOf(contents);
        recipients = List.copyOf(recipients);
        for (var recipient : recipients) {
            if (!contents.containsKey(recipient.language())) {
                throw new IllegalArgumentException(
                        "There is no text in '" + recipient.language() + "' for " + recipient.id() + ".");
            }
        }
    }
}
