package nl.draaiboek.communication;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer who may be told about outages unasked.
 *
 * @param id the number by which the company knows them
 * @param language {@code nl} or {@code en}
 * @param services ids of the services they use
 * @param unsubscribedAt since when they want no mail, or null
 */
public record Customer(
        String id, String name, String mail, String language, List<String> services, @Nullable Instant unsubscribedAt) {

    public Customer {
        services = List.copyOf(services);
    }
}
