package nl.draaiboek.delivery.process;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import nl.draaiboek.delivery.DeliveryProgress;
import nl.draaiboek.delivery.FailedDeliveries;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.incident.IncidentCode;

/** What forms show of messages on their way. */
@ForDiagrams("deliveries")
public class DeliveriesForDiagrams {

    private final DeliveryProgress progress;
    private final FailedDeliveries failed;

    DeliveriesForDiagrams(DeliveryProgress progress, FailedDeliveries failed) {
        this.progress = progress;
        this.failed = failed;
    }

    /** A row per dispatch of the incident, for a table: channel, audience, message, total, delivered, waiting, failed. */
    public List<Map<String, Object>> view(String incident) {
        return progress.of(new IncidentCode(incident)).stream()
                .map(p -> Map.<String, Object>of(
                        "channel", p.channel(),
                        "audience", p.audience(),
                        "message", p.message(),
                        "state", p.state(),
                        "total", p.total(),
                        "delivered", p.delivered(),
                        "waiting", p.waiting(),
                        "failed", p.failed() + p.unknown()))
                .toList();
    }

    /** Who was not reached by this dispatch. */
    public Map<String, Object> failed(String dispatch) {
        var id = UUID.fromString(dispatch);
        var p = progress.find(id).orElseThrow();
        return Map.of(
                "channel", p.channel(),
                "audience", p.audience().isEmpty() ? "everyone" : p.audience(),
                "message", p.message(),
                "total", p.total(),
                "delivered", p.delivered(),
                "rows",
                        failed.of(id).stream()
                                .limit(100)
                                .map(f -> Map.of(
                                        "number", f.number(),
                                        "recipient", f.recipient(),
                                        "address", f.address(),
                                        "state", f.state().equals("unknown") ? "not known" : "refused",
                                        "why", f.why()))
                                .toList());
    }

    public boolean anyFailed(String dispatch) {
        return !failed.of(UUID.fromString(dispatch)).isEmpty();
    }
}
