package nl.draaiboek.statuspage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.PublicState;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.services.ServiceState;
import org.jspecify.annotations.Nullable;

/**
 * An update as it stands on a page.
 *
 * @param id short and lasting, for addresses
 * @param kind what sort of update it is, as its sender calls it
 * @param severity as it was when the update went out
 * @param publishedAt when it came to stand here
 * @param texts by language; at least one
 */
public record PageUpdate(
        String id,
        IncidentCode incident,
        String kind,
        PublicState state,
        Severity severity,
        List<String> services,
        Instant since,
        @Nullable Instant until,
        @Nullable Instant nextPromised,
        @Nullable Instant expectedRecovery,
        Instant publishedAt,
        Map<String, PageText> texts) {

    public PageUpdate {
        services = List.copyOf(services);
        texts = Map.copyOf(texts);
    }

    /** The words in this language, or in the other one where there are none. */
    public PageText in(String language) {
        var text = texts.get(language);
        return text != null ? text : texts.values().iterator().next();
    }

    /**
     * What the services that it names are shown as while it is the latest word. Severity decides; a service that is being
     * watched is never called whole again before it was tested and declared resolved.
     */
    public ServiceState impact() {
        return switch (state) {
            case RESOLVED -> ServiceState.OPERATIONAL;
            case MONITORING -> ServiceState.DEGRADED;
            case INVESTIGATING, IDENTIFIED ->
                switch (severity) {
                    case ONE -> ServiceState.MAJOR_OUTAGE;
                    case TWO -> ServiceState.PARTIAL_OUTAGE;
                    case THREE -> ServiceState.DEGRADED;
                };
        };
    }
}
