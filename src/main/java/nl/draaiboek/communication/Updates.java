package nl.draaiboek.communication;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.draaiboek.incident.IncidentCode;

/** Reads updates. */
public interface Updates {

    /** @throws IllegalArgumentException when there is none */
    default Update get(UpdateId id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("There is no update " + id + "."));
    }

    Optional<Update> find(UpdateId id);

    /** Why a draft was sent back to its writer; empty when it was not. */
    String remark(UpdateId id);

    /** What went out to this audience about the incident, oldest first. */
    List<Update.Published> published(IncidentCode incident, Audience audience);

    /** What went out to this audience about any incident since then, oldest first. */
    List<Update.Published> publishedSince(Instant since, Audience audience);

    /** The promise that stands: when the next update comes. Empty before the first and after the last. */
    Optional<Instant> nextPromised(IncidentCode incident);

    /** The channels, by audience, to which an update of this incident was handed: {@code mail/customers}. */
    List<String> channelsUsed(IncidentCode incident);
}
