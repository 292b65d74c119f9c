package nl.draaiboek.response.paging;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.LockIncident;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.response.RoleHolders;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Looks who is to be paged, and opens a page for each. What is paged already is not paged twice. */
@Component
public class OpenPages {

    private final WhoIsPaged whoIsPaged;
    private final Candidates candidates;
    private final Pages pages;
    private final LockIncident locked;
    private final RoleHolders roles;
    private final OfficeHours officeHours;
    private final IncidentRecord record;

    OpenPages(
            WhoIsPaged whoIsPaged,
            Candidates candidates,
            Pages pages,
            LockIncident locked,
            RoleHolders roles,
            OfficeHours officeHours,
            IncidentRecord record) {
        this.whoIsPaged = whoIsPaged;
        this.candidates = candidates;
        this.pages = pages;
        this.locked = locked;
        this.roles = roles;
        this.officeHours = officeHours;
        this.record = record;
    }

    /** @return numbers of the pages that were opened; none when the table says nobody, or nobody more can be called */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Long> open(IncidentCode code, Collection<Purpose> purposes) {
        var incident = locked.lock(code);
        var opened = new ArrayList<Long>();
        if (!incident.state().running()) {
            return opened;
        }
        for (var purpose : purposes) {
            if (purpose == Purpose.RAISED && stillCalling(code)) {
                continue;
            }
            for (var row : rows(incident, purpose)) {
                if (!row.paged().strip().equals(Candidates.NOBODY)) {
                    pages.open(code, purpose, row, incident.effectiveSeverity()).ifPresent(page -> {
                        turns(page, incident);
                        opened.add(page);
                    });
                }
            }
        }
        return opened;
    }

    /**
     * Calls a team in, by the same ladder as whoever is on call.
     *
     * @param whom in the words of {@code who-is-paged.dmn}: {@code schedule:network}, {@code team:database}
     * @param why what for, as typed; they read it
     * @return the page; nothing when they are being called already, or nobody of them can be called
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Long> callIn(IncidentCode code, String whom, String by, String why) {
        var incident = locked.lock(code);
        if (!incident.state().running()
                || candidates
                        .turns(whom, Candidates.NOBODY, atWork(incident, 0))
                        .isEmpty()) {
            return Optional.empty();
        }
        var manager = rows(incident, Purpose.TECHNICIAN).get(0).manager();
        var opened = pages.open(
                code, Purpose.CALLED_IN, new WhoIsPaged.Row(whom, manager, false), incident.effectiveSeverity());
        opened.ifPresent(page -> {
            pages.calledIn(page, by, why);
            record.append(code, "help.called-in", by, Map.of("who", whom, "why", why));
            turns(page, incident);
        });
        return opened;
    }

    /** The next time round: who is on call now is paged. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void again(long page) {
        var incident = locked.lock(pages.get(page).incident());
        if (pages.get(page).state() == Page.State.OPEN) {
            again(pages.get(page), incident);
        }
    }

    void again(Page page, Incident incident) {
        var row = rows(incident, page.purpose()).stream()
                .filter(candidate -> candidate.paged().equals(page.paged()))
                .findFirst()
                .orElse(new WhoIsPaged.Row(page.paged(), page.manager(), page.together()));
        pages.nextRound(page.id(), row, incident.effectiveSeverity());
        turns(page.id(), incident);
    }

    /** Puts this person first; who was first stands behind them. */
    void first(long id, String person) {
        var turns = new EnumMap<Rung, String>(Rung.class);
        turns.put(Rung.FIRST, person);
        Stream.of(Rung.FIRST, Rung.BACKUP)
                .flatMap(rung -> pages.turn(id, rung).stream())
                .filter(other -> !other.equals(person))
                .findFirst()
                .ifPresent(other -> turns.put(Rung.BACKUP, other));
        pages.turn(id, Rung.MANAGER)
                .filter(manager -> !turns.containsValue(manager))
                .ifPresent(manager -> turns.put(Rung.MANAGER, manager));
        pages.turns(id, turns);
    }

    private void turns(long id, Incident incident) {
        var page = pages.get(id);
        var turns = candidates.turns(page.paged(), page.manager(), atWork(incident, id));
        pages.turns(id, turns);
        if (page.round() == 1) {
            record.append(
                    incident.code(),
                    "page.opened",
                    IncidentRecord.DRAAIBOEK,
                    Map.of(
                            "purpose", page.purpose().name(),
                            "who", page.paged(),
                            "first", turns.getOrDefault(Rung.FIRST, ""),
                            "backup", turns.getOrDefault(Rung.BACKUP, ""),
                            "manager", turns.getOrDefault(Rung.MANAGER, "")));
        }
    }

    private List<WhoIsPaged.Row> rows(Incident incident, Purpose purpose) {
        return purpose == Purpose.CALLED_IN
                ? List.of()
                : whoIsPaged.ask(
                        purpose, incident.effectiveSeverity(), incident.services(), officeHours.open(pages.instant()));
    }

    /** Those whom the ladder will reach by itself, at the new severity. */
    private boolean stillCalling(IncidentCode code) {
        return pages.of(code).stream().anyMatch(page -> page.state() == Page.State.OPEN);
    }

    private Set<String> atWork(Incident incident, long except) {
        var atWork = new HashSet<>(roles.of(incident.code()).values());
        if (incident.lead() != null) {
            atWork.add(incident.lead());
        }
        pages.of(incident.code()).stream()
                .filter(page -> page.id() != except && page.state() == Page.State.ACKNOWLEDGED)
                .map(Page::acknowledgedBy)
                .filter(Objects::nonNull)
                .forEach(atWork::add);
        return atWork;
    }
}
