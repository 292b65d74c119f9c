package nl.draaiboek.statuspage;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.PublicState;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.services.ServiceState;
import org.jspecify.annotations.Nullable;

/**
 * An incident as a page knows it: what was published about it.
 *
 * @param updates newest first; at least one
 * @param endedAt when it ended without closing words on this page (merged, rejected, or closed on the light path), or null
 * @param asOf the moment at which it is read
 */
public record PublishedIncident(
        IncidentCode code,
        List<PageUpdate> updates,
        @Nullable Instant endedAt,
        @Nullable IncidentCode goesOnUnder,
        Instant asOf) {

    public PublishedIncident {
        updates = List.copyOf(updates);
    }

    public PageUpdate latest() {
        return updates.get(0);
    }

    /** Short and lasting, in the form that clients of public status pages expect. */
    public String id() {
        return ShortId.of(code.value());
    }

    public PublicState state() {
        return endedAt != null ? PublicState.RESOLVED : latest().state();
    }

    public boolean over() {
        return state() == PublicState.RESOLVED;
    }

    /** Every service that was named, those of the latest update first. */
    public List<String> services() {
        return updates.stream()
                .map(PageUpdate::services)
                .flatMap(Collection::stream)
                .distinct()
                .toList();
    }

    /** What it does to a service now. */
    public ServiceState impactOn(String service) {
        return over() || !latest().services().contains(service) ? ServiceState.OPERATIONAL : impact();
    }

    public ServiceState impact() {
        return over() ? ServiceState.OPERATIONAL : latest().impact();
    }

    /** The worst that was told. */
    public Severity severity() {
        return updates.stream()
                .map(PageUpdate::severity)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    public Instant since() {
        return latest().since();
    }

    public Instant firstPublishedAt() {
        return updates.get(updates.size() - 1).publishedAt();
    }

    public Instant updatedAt() {
        return endedAt != null && endedAt.isAfter(latest().publishedAt()) ? endedAt : latest().publishedAt();
    }

    public Optional<Instant> nextPromised() {
        if (over()) {
            return Optional.empty();
        }
        // Whoever was promised words hears them under the code of the other.
        return goesOnUnder == null
                ? Optional.ofNullable(latest().nextPromised())
                : updates.stream()
                        .map(PageUpdate::nextPromised)
                        .flatMap(Stream::ofNullable)
                        .findFirst();
    }

    public Optional<Instant> expectedRecovery() {
        return named().filter(expected -> expected.isAfter(asOf));
    }

    /** Whether the time that was named for its recovery has passed without it: nobody is to expect it any more. */
    public boolean takesLonger() {
        return state() != PublicState.MONITORING
                && named().isPresent()
                && expectedRecovery().isEmpty();
    }

    private Optional<Instant> named() {
        return over() ? Optional.empty() : Optional.ofNullable(latest().expectedRecovery());
    }

    /** When the watch that lasts until now, or until the end, began. */
    public Optional<Instant> monitoringSince() {
        Instant found = null;
        for (var update : updates) {
            if (update.state() == PublicState.MONITORING) {
                found = update.publishedAt();
            } else if (update.state() != PublicState.RESOLVED) {
                break;
            }
        }
        return Optional.ofNullable(found);
    }

    /** When the outage ended, as its closing words say; where there were none, when it was over on this page. */
    public Optional<Instant> until() {
        return over() && endedAt == null && latest().until() != null
                ? Optional.ofNullable(latest().until())
                : resolvedAt();
    }

    public Optional<Instant> resolvedAt() {
        if (!over()) {
            return Optional.empty();
        }
        Instant found = endedAt;
        for (var update : updates) {
            if (update.state() != PublicState.RESOLVED) {
                break;
            }
            found = update.publishedAt();
        }
        return Optional.ofNullable(found);
    }
}
