package nl.draaiboek.statuspage;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.draaiboek.services.Service;
import nl.draaiboek.services.ServiceState;
import nl.draaiboek.services.Services;
import org.springframework.stereotype.Component;

/** How everything is doing, as a page may tell it: the register, and on top of it what was published about incidents. */
@Component
public class StatusBoard {

    private final Services services;
    private final Pages pages;

    StatusBoard(Services services, Pages pages) {
        this.services = services;
        this.pages = pages;
    }

    public Board of(PageName page) {
        var current = pages.current(page);
        var shown = services.all().stream()
                .filter(service -> page == PageName.INTERNAL || service.customerFacing())
                .toList();
        var top = shown.stream()
                .filter(service -> shown.stream().noneMatch(other -> other.id().equals(service.parent())))
                .map(service -> tree(service, shown, current))
                .toList();
        var overall = Stream.concat(
                        top.stream().map(ServiceOnPage::state), current.stream().map(PublishedIncident::impact))
                .reduce(ServiceState.OPERATIONAL, ServiceState::worst);
        return new Board(overall, current, top);
    }

    /** Name of a service by language, for incidents that name services the register has lost. */
    public List<String> names(Collection<String> ids, String language) {
        return ids.stream().map(id -> services.nameOf(id, language)).toList();
    }

    private static ServiceOnPage tree(Service service, List<Service> shown, List<PublishedIncident> current) {
        var parts = shown.stream()
                .filter(other -> service.id().equals(other.parent()))
                .map(other -> tree(other, shown, current))
                .toList();
        var own = current.stream()
                .map(incident -> incident.impactOn(service.id()))
                .reduce(service.state(), ServiceState::worst);
        var state = parts.stream().map(ServiceOnPage::state).reduce(own, ServiceState::worst);
        return new ServiceOnPage(service, state, parts);
    }

    /**
     * @param overall the worst there is
     * @param incidents not over, the newest update first
     * @param services at the top of the register's tree, in its order
     */
    public record Board(ServiceState overall, List<PublishedIncident> incidents, List<ServiceOnPage> services) {

        /** Every service with its state, parents before their parts. */
        public List<ServiceOnPage> flat() {
            return services.stream().flatMap(ServiceOnPage::flat).toList();
        }

        public Map<String, ServiceState> states() {
            var states = new HashMap<String, ServiceState>();
            flat().forEach(service -> states.put(service.service().id(), service.state()));
            return states;
        }

        /** When the newest of its words came to stand there. */
        public Instant newest(Instant otherwise) {
            return incidents.stream()
                    .map(PublishedIncident::updatedAt)
                    .max(Instant::compareTo)
                    .orElse(otherwise);
        }
    }

    /** @param state of itself or of the worst of its parts */
    public record ServiceOnPage(Service service, ServiceState state, List<ServiceOnPage> parts) {

        private Stream<ServiceOnPage> flat() {
            return Stream.concat(Stream.of(this), parts.stream().flatMap(ServiceOnPage::flat));
        }
    }
}
