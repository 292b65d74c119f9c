package nl.draaiboek.communication;

import java.util.List;
import java.util.Set;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.services.Services;
import org.springframework.stereotype.Component;

/**
 * Which services of an incident are named to others. What an alert or a report calls a service is typed by somebody outside, and
 * joins an incident by itself: only what the register knows is ever named, by the name that stands there.
 */
@Component
class NamedOutside {

    private final Services services;

    NamedOutside(Services services) {
        this.services = services;
    }

    List<String> of(Incident incident) {
        return incident.services().stream()
                .filter(service -> services.find(service).isPresent())
                .toList();
    }

    /**
     * For a text that nobody approves before it goes out: no service that was not named before.
     *
     * @param told services in the words that somebody approved before; empty when there were none
     */
    List<String> of(Incident incident, UpdateKind kind, Set<String> told) {
        var named = of(incident);
        return (kind == UpdateKind.HOLDING || kind.withdraws()) && !told.isEmpty()
                ? named.stream().filter(told::contains).toList()
                : named;
    }
}
