package nl.draaiboek.response.paging;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
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
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.LockIncident;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.incident.ResponsePolicies;
import nl.draaiboek.people.MayBeAsked;
import nl.draaiboek.response.RoleHolders;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Looks who is to be paged, and opens a page for each. What is paged already is not paged twice. */
@Component
public class OpenPages {

    /** The round in which whoever said that they cannot is asked again, if nobody else is left. */
    private static final int ASK_AGAIN = 4;

    /** Column of the response policy: when whoever is called is. */
    private static final String PAGED_AFTER = "alertTeamAfter";

    private final WhoIsPaged whoIsPaged;
    private final Candidates candidates;
    private final Pages pages;
    private final LockIncident locked;
    private final RoleHolders roles;
    private final OfficeHours officeHours;
    private final IncidentRecord record;
    private final Incidents incidents;
    private final ResponsePolicies policies;
    private final PageProcesses processes;
    private final MayBeAsked mayBeAsked;

    OpenPages(
            WhoIsPaged whoIsPaged,
            Candidates candidates,
            Pages pages,
            LockIncident locked,
            RoleHolders roles,
            OfficeHours officeHours,
            IncidentRecord record,
            Incidents incidents,
            ResponsePolicies policies,
            PageProcesses processes,
            MayBeAsked mayBeAsked) {
        this.mayBeAsked = mayBeAsked;
        this.whoIsPaged = whoIsPaged;
        this.candidates = candidates;
        this.pages = pages;
        this.locked = locked;
        this.roles = roles;
        this.officeHours = officeHours;
        this.record = record;
        this.incidents = incidents;
        this.policies = policies;
        this.processes = processes;
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

    /**
     * Asks the next in line to lead, for as long as nobody does: whoever said to come and does not take the lead in the
     * time of the policy is no longer waited for.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Long> askToLead(IncidentCode code) {
        var incident = locked.lock(code);
        if (incident.lead() != null) {
            return List.of();
        }
        var now = pages.instant();
        var policy = policies.of(code);
        pages.of(code).stream()
                .filter(page -> page.purpose() == Purpose.UNLED && page.state() == Page.State.ACKNOWLEDGED)
                .filter(page -> page.acknowledgedAt() != null
                        && !policy.due("takeLeadWithin", page.acknowledgedAt()).isAfter(now))
                .forEach(page -> {
                    pages.end(page.id());
                    processes.ended(page.id());
                });
        var opened = open(code, List.of(Purpose.UNLED));
        opened.forEach(page -> processes.call(code, page));
        return opened;
    }

    /** How often the one whose turn it would be next was asked to lead already; 0 while somebody never was. */
    public int timesRound(long id) {
        var page = pages.get(id);
        var incident = incidents.get(page.incident());
        var asked = askedToLead(page.incident());
        return Optional.ofNullable(turns(page, incident, asked).get(Rung.FIRST))
                .map(person -> asked.getOrDefault(person, 0))
                .orElse(1);
    }

    /** The next time round, or the first when the office opens: who is on call now is paged. */
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

    /** Keeps that somebody is not called, or no longer, and who is instead: the first on the ladder who was not called just before. */
    void noteInNeed(Page page, String person, MayBeAsked.Need need) {
        record.append(
                page.incident(),
                "page.in-need",
                IncidentRecord.DRAAIBOEK,
                Map.of(
                        "person",
                        person,
                        "need",
                        need.name(),
                        "instead",
                        page.state() == Page.State.OPEN ? instead(page, person) : ""));
    }

    private String instead(Page page, String person) {
        var inNeed = mayBeAsked.inNeed();
        var called = pages.attempts(page.id()).stream()
                .filter(attempt -> attempt.round() >= page.round() - 1 && attempt.notice() != null)
                .map(Attempt::person)
                .toList();
        return Arrays.stream(Rung.values())
                .flatMap(rung -> pages.turn(page.id(), rung).stream())
                .filter(other -> !other.equals(person) && !called.contains(other) && !inNeed.containsKey(other))
                .findFirst()
                .orElse("");
    }

    private void turns(long id, Incident incident) {
        var page = pages.get(id);
        var turns = turns(page, incident, page.purpose() == Purpose.UNLED ? askedToLead(incident.code()) : Map.of());
        var before = pages.turn(id, Rung.FIRST).orElse("");
        pages.turns(id, turns);
        var until = waitsUntil(incident);
        pages.waitsUntil(id, until);
        if (until != null) {
            if (!until.equals(page.waitsUntil())) {
                record.append(
                        incident.code(),
                        "page.waits",
                        IncidentRecord.DRAAIBOEK,
                        Map.of("purpose", page.purpose().name(), "who", page.paged(), "until", until.toString()));
            }
            return;
        }
        var first = turns.getOrDefault(Rung.FIRST, "");
        if (!first.isEmpty()
                && !first.equals(before)
                && candidates.everyoneInNeed(page.paged() + ',' + page.manager(), atWork(incident, id))) {
            record.append(incident.code(), "page.stand-in", IncidentRecord.DRAAIBOEK, Map.of("first", first));
        }
        if (page.round() == 1 || page.waitsUntil() != null) {
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

    /**
     * Who said that they cannot is left in peace while anybody else can be called; when nobody else can, they are asked again in the
     * fourth round, the eighth and so on.
     */
    private Map<Rung, String> turns(Page page, Incident incident, Map<String, Integer> asked) {
        var atWork = atWork(incident, page.id());
        var notAgain = new HashSet<>(atWork);
        notAgain.addAll(cannot(page.id()));
        var turns = candidates.turns(page.paged(), page.manager(), notAgain, asked);
        var askAgain = page.round() >= ASK_AGAIN && Integer.bitCount(page.round()) == 1;
        return turns.isEmpty() && askAgain ? candidates.turns(page.paged(), page.manager(), atWork, asked) : turns;
    }

    /** Logins of those whose last word on this page was that they cannot. */
    private Set<String> cannot(long page) {
        var cannot = new HashSet<String>();
        pages.said(page).forEach(said -> {
            if (said.comes()) {
                cannot.remove(said.person());
            } else {
                cannot.add(said.person());
            }
        });
        return cannot;
    }

    /** In how many rounds each was called while a lead was wanted, answered or not. */
    private Map<String, Integer> askedToLead(IncidentCode code) {
        var asked = new HashMap<String, Integer>();
        for (var page : pages.of(code)) {
            if (page.purpose().wantsLead() || page.purpose() == Purpose.RAISED) {
                pages.attempts(page.id()).stream()
                        .map(attempt -> Map.entry(attempt.person(), attempt.round()))
                        .distinct()
                        .forEach(round -> asked.merge(round.getKey(), 1, Integer::sum));
                // Whoever said to come and did not take the lead comes after those who were only asked.
                Optional.ofNullable(page.acknowledgedBy()).ifPresent(person -> asked.merge(person, 1, Integer::sum));
            }
        }
        return asked;
    }

    /** When the office opens, if nobody is called before that; null when it goes out now. */
    private @Nullable Instant waitsUntil(Incident incident) {
        var policy = policies.of(incident.effectiveSeverity());
        return policy.waits(PAGED_AFTER) ? policy.due(PAGED_AFTER, pages.instant()) : null;
    }

    private List<WhoIsPaged.Row> rows(Incident incident, Purpose purpose) {
        return purpose == Purpose.CALLED_IN
                ? List.of()
                : whoIsPaged.ask(
                        purpose,
                        incident.effectiveSeverity(),
                        incident.services(),
                        officeHours.open(Objects.requireNonNullElseGet(waitsUntil(incident), pages::instant)));
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
                .flatMap(page -> pages.said(page.id()).stream())
                .filter(Said::expected)
                .map(Said::person)
                .forEach(atWork::add);
        return atWork;
    }
}
