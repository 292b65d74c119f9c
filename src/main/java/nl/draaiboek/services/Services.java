package nl.draaiboek.services;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the register. */
public interface Services {

    Optional<Service> find(String id);

    /** In their order on pages: position, then id. */
    List<Service> all();

    /**
     * The service that somebody or something calls by this word: its id, one of its labels, or its name in either language;
     * capitals and surrounding spaces make no difference.
     */
    Optional<Service> byLabel(String label);

    /** The services that directly or through others depend on this one or are a part of it, without itself. */
    Set<String> touchedBy(String id);

    /** By id: since when the register knows a service, and when it last changed. */
    Map<String, Changed> changes();

    /** The name in the language, or the id itself when the register does not know it (any more). */
    default String nameOf(String id, String language) {
        return find(id).map(service -> service.nameIn(language)).orElse(id);
    }

    /** Their names in the language, with a comma and a space between; empty for none. */
    default String namesOf(Collection<String> ids, String language) {
        return ids.stream().map(id -> nameOf(id, language)).collect(Collectors.joining(", "));
    }

    /**
     * @param first when the service was added;
     * @param last when what is known of it last changed
     */
    record Changed(Instant first, Instant last) {}
}
