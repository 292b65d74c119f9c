package nl.draaiboek.delivery;

import java.util.Map;

/**
 * One address.
 *
 * @param id who it is in the room that knows: {@code person:anouk}, {@code customer:17}, {@code account:nl}
 * @param address what the channel sends to
 * @param language key into {@link Composition#contents()}
 * @param own the recipient's own lines, each put where the content says <code>{{name}}</code>: {@code unsubscribe}
 */
public record Recipient(String id, String address, String language, Map<String, String> own) {

    public Recipient {
        own = Map.copyOf(own);
    }
}
