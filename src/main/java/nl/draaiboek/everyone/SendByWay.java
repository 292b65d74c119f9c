package nl.draaiboek.everyone;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.draaiboek.delivery.Composition;
import nl.draaiboek.delivery.Content;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.delivery.Notice;
import nl.draaiboek.delivery.Recipient;
import nl.draaiboek.people.Contact;
import nl.draaiboek.people.Way;
import nl.draaiboek.people.WaysThatWork;
import org.springframework.stereotype.Component;

/** Sends to one person by one way, in the transaction that is running. A way whose channel is off is passed over. */
@Component
class SendByWay {

    private static final String AUDIENCE = "everyone";

    private final WaysThatWork ways;
    private final Dispatches dispatches;

    SendByWay(WaysThatWork ways, Dispatches dispatches) {
        this.ways = ways;
        this.dispatches = dispatches;
    }

    /**
     * A roll call and a phone tree have no limits, and no incident's own record of dispatches: each attempt is noted there as
     * such.
     *
     * @param message of which kind it is
     * @param conversation what belongs together at the reader's
     * @param key never used for another message to this address
     * @return the notice, or nothing when there is no address or no such channel
     */
    Optional<UUID> send(
            Contact contact, Way way, String message, Map<String, Content> contents, String conversation, String key) {
        if (!ways.works(way)) {
            return Optional.empty();
        }
        var person = contact.colleague();
        return contact.address(way)
                .map(address -> dispatches.open(new Notice(
                        null,
                        way.channel(),
                        message,
                        AUDIENCE,
                        new Composition(
                                contents,
                                List.of(new Recipient("person:" + person.id(), address, person.language(), Map.of())),
                                conversation,
                                key),
                        Duration.ZERO)));
    }
}
