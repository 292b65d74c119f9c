package nl.draaiboek.response;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentOver;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.LeadChanged;
import nl.draaiboek.incident.LockIncident;
import nl.draaiboek.incident.ResponsePolicies;
import nl.draaiboek.people.Colleagues;
import nl.draaiboek.people.MayBeAsked;
import nl.draaiboek.people.People;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * A role is offered to somebody, who accepts or declines. Until they said "I have it" nothing changes: whoever had the
 * role has it, and answers for it. Accepting twice, or too late, changes nothing either.
 */
@Component
public class OfferRole {

    private static final String ROLE = "role";
    private static final String PERSON = "person";

    private final RoleOffers offers;
    private final RoleHolders holders;
    private final GiveRoles giveRoles;
    private final Responders responders;
    private final Roles roles;
    private final RoleProcesses processes;
    private final LockIncident locked;
    private final ResponsePolicies policies;
    private final People people;
    private final Colleagues colleagues;
    private final IncidentRecord record;
    private final MayBeAsked mayBeAsked;
    private final Clock clock;

    OfferRole(
            RoleOffers offers,
            RoleHolders holders,
            GiveRoles giveRoles,
            Responders responders,
            Roles roles,
            RoleProcesses processes,
            LockIncident locked,
            ResponsePolicies policies,
            People people,
            Colleagues colleagues,
            IncidentRecord record,
            MayBeAsked mayBeAsked,
            Clock clock) {
        this.mayBeAsked = mayBeAsked;
        this.offers = offers;
        this.holders = holders;
        this.giveRoles = giveRoles;
        this.responders = responders;
        this.roles = roles;
        this.processes = processes;
        this.locked = locked;
        this.policies = policies;
        this.people = people;
        this.colleagues = colleagues;
        this.record = record;
        this.clock = clock;
    }

    /**
     * Who gives what to whom.
     *
     * @param role its id
     * @param person who is asked; who gives it to themselves has it at once
     * @param by who gives it
     * @param note what they should know, as typed; may be empty
     */
    public record Wish(IncidentCode incident, String role, String person, String by, String note) {}

    /**
     * Asks somebody to take a role, or gives it at once to who asks themselves. Who has it already, or is being asked, is left alone.
     *
     * @return the offer that waits for an answer; nothing when there is none to wait for
     * @throws NotPossible when the role or the person is not known, or somebody else is being asked
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<RoleOffer> offer(Wish wish) {
        return open(wish).map(offer -> {
            processes.ask(wish.incident(), offer.id());
            return offer;
        });
    }

    /**
     * Whoever holds a role hands it over, or whoever leads gives it to somebody else; nobody else may.
     *
     * @return as {@link #offer}
     * @throws NotPossible when it is not theirs to give, and as {@link #offer}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<RoleOffer> handOver(Wish wish) {
        locked.lock(wish.incident());
        var held = holders.of(wish.incident());
        if (!wish.by().equals(held.get(wish.role())) && !wish.by().equals(held.get(Role.INCIDENT_MANAGER))) {
            throw new NotPossible(ROLE, "You do not have this role, and do not lead " + wish.incident() + ".");
        }
        if (wish.person().equals(held.get(wish.role()))) {
            throw new NotPossible(PERSON, people.nameOf(wish.person()) + " has this role already.");
        }
        return offer(wish);
    }

    /** As {@link #offer}, for a process that is waiting for the answer already. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<RoleOffer> offerAgain(Wish wish) {
        return open(wish);
    }

    private Optional<RoleOffer> open(Wish wish) {
        var code = wish.incident();
        var incident = locked.lock(code);
        check(wish, incident);
        refuseInNeed(wish);
        var before = holders.of(code).get(wish.role());
        responders.placed(code, wish.person());
        if (wish.person().equals(before)) {
            return Optional.empty();
        }
        if (wish.person().equals(wish.by())) {
            take(code, wish.role(), wish.person(), wish.note());
            return Optional.empty();
        }
        var by = policies.of(code).containsKey("acceptRoleWithin") ? "acceptRoleWithin" : "answerWithin";
        var id = offers.ask(
                code,
                wish.role(),
                wish.person(),
                before,
                wish.by(),
                policies.of(code).due(by, clock.instant()),
                wish.note());
        if (id.isEmpty()) {
            return sameOrRefuse(wish);
        }
        record.append(
                code,
                "role.offered",
                wish.by(),
                Map.of(ROLE, roles.nameOf(wish.role()), PERSON, wish.person(), "note", wish.note()));
        return Optional.of(offers.get(id.get()));
    }

    private void refuseInNeed(Wish wish) {
        if (!wish.person().equals(wish.by()) && mayBeAsked.need(wish.person()).isPresent()) {
            throw new NotPossible(
                    PERSON,
                    people.nameOf(wish.person())
                            + " needs help or is being looked for, as the roll call says. Ask somebody else.");
        }
    }

    private Optional<RoleOffer> sameOrRefuse(Wish wish) {
        var asked = openOffer(wish.incident(), wish.role()).orElseThrow();
        if (asked.person().equals(wish.person())) {
            return Optional.empty();
        }
        throw new NotPossible(
                ROLE,
                people.nameOf(asked.person()) + " is being asked to be " + roles.nameOf(wish.role())
                        + ". Wait for their answer, or ask for another role.");
    }

    private void check(Wish wish, Incident incident) {
        if (!incident.state().running()) {
            throw new NotPossible(ROLE, wish.incident() + " is over: its roles are not given any more.");
        }
        if (roles.find(wish.role()).isEmpty()) {
            throw new NotPossible(
                    ROLE,
                    "'" + wish.role() + "' is no role; there are "
                            + String.join(
                                    ", ", roles.all().stream().map(Role::name).toList()) + ".");
        }
        if (people.find(wish.person()).isEmpty()) {
            throw new NotPossible(PERSON, "Nobody has the login '" + wish.person() + "'.");
        }
    }

    /**
     * Somebody takes a role without being asked. Who had it is told by who calls this.
     *
     * @return who had it until now, other than themselves
     * @throws NotPossible when they do not know the role, or who has it is not to be asked to give it up without a reason
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<String> takeBy(IncidentCode code, String role, String person, String why) {
        var incident = locked.lock(code);
        check(new Wish(code, role, person, person, why), incident);
        if (!knows(person, roles.find(role).orElseThrow())) {
            throw new NotPossible(
                    ROLE,
                    "You are not known to know this role. Who looks after people can put you in a group that"
                            + " does; the incident manager can give it to you now.");
        }
        var holder = holders.of(code).get(role);
        if (person.equals(holder)) {
            throw new NotPossible(ROLE, "You have this role already.");
        }
        var before = Optional.ofNullable(holder);
        if (before.isPresent() && why.isBlank()) {
            throw new NotPossible(
                    "why", people.nameOf(before.get()) + " has this role: say why you take it over; they read it.");
        }
        responders.placed(code, person);
        take(code, role, person, why);
        return before;
    }

    /** @throws NotPossible when it was settled before, or another was asked */
    @Transactional(propagation = Propagation.MANDATORY)
    public void accept(long id, String person) {
        var offer = lock(id);
        settle(offer, person, RoleOffer.State.ACCEPTED, "");
        record.append(
                offer.incident(),
                "role.accepted",
                person,
                Map.of(ROLE, roles.nameOf(offer.role()), "by", offer.askedBy()));
        giveRoles.give(offer.incident(), offer.role(), person, person, "");
    }

    /** @throws NotPossible when it was settled before, or another was asked */
    @Transactional(propagation = Propagation.MANDATORY)
    public void decline(long id, String person, String why) {
        var offer = lock(id);
        settle(offer, person, RoleOffer.State.DECLINED, why);
        record.append(offer.incident(), "role.declined", person, Map.of(ROLE, roles.nameOf(offer.role()), "why", why));
    }

    /** No answer in time, or none to be had from somebody in need: it goes back. Once it is settled nothing changes. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lapse(long id) {
        var offer = lock(id);
        if (offers.settle(id, RoleOffer.State.UNANSWERED, "")) {
            var need = mayBeAsked.need(offer.person());
            record.append(
                    offer.incident(),
                    need.isPresent() ? "role.in-need" : "role.unanswered",
                    IncidentRecord.DRAAIBOEK,
                    Map.of(
                            ROLE,
                            roles.nameOf(offer.role()),
                            PERSON,
                            offer.person(),
                            "need",
                            need.map(Enum::name).orElse("")));
        }
    }

    public boolean knows(String person, Role role) {
        return colleagues
                .find(person)
                .map(colleague -> colleague.groups().stream().anyMatch(role.groups()::contains))
                .orElse(false);
    }

    private void take(IncidentCode code, String role, String person, String why) {
        openOffer(code, role).ifPresent(asked -> withdraw(asked, "Somebody took the role."));
        record.append(code, "role.taken", person, Map.of(ROLE, roles.nameOf(role), "why", why));
        giveRoles.give(code, role, person, person, why);
    }

    private void settle(RoleOffer offer, String person, RoleOffer.State state, String why) {
        if (!offer.person().equals(person)) {
            throw new NotPossible("answer", people.nameOf(offer.person()) + " is asked; only they can answer.");
        }
        if (!offers.settle(offer.id(), state, why)) {
            throw new NotPossible("answer", "This was settled before: it is asked no more.");
        }
    }

    private RoleOffer lock(long id) {
        locked.lock(offers.get(id).incident());
        return offers.get(id);
    }

    private Optional<RoleOffer> openOffer(IncidentCode code, String role) {
        return offers.open(code).stream()
                .filter(offer -> offer.role().equals(role))
                .findFirst();
    }

    private void withdraw(RoleOffer offer, String why) {
        if (offers.settle(offer.id(), RoleOffer.State.WITHDRAWN, why)) {
            processes.withdrawn(offer.incident(), offer.id());
        }
    }

    /** Who took the lead over need not be handed it any more. */
    @EventListener
    void lead(LeadChanged event) {
        openOffer(event.code(), Role.INCIDENT_MANAGER).ifPresent(offer -> withdraw(offer, "Somebody took the lead."));
        filled(event.code(), Role.INCIDENT_MANAGER);
    }

    /** Nobody need look for somebody else any more, unless it is only with whoever leads. */
    @EventListener
    void given(RoleGiven event) {
        if (holders.given(event.code()).stream().anyMatch(held -> held.role().equals(event.role()) && !held.ofLead())) {
            filled(event.code(), event.role());
        }
    }

    private void filled(IncidentCode code, String role) {
        offers.inVain(code, role).forEach(offer -> processes.withdrawn(code, offer.id()));
    }

    @EventListener
    void over(IncidentOver event) {
        offers.open(event.code()).forEach(offer -> offers.settle(offer.id(), RoleOffer.State.WITHDRAWN, "It is over."));
    }

    /** It cannot be done so. {@code field} is which of the answers is not right. */
    public static final class NotPossible extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String field;

        NotPossible(String field, String message) {
            super(message);
            this.field = field;
        }

        public String field() {
            return field;
        }

        public String why() {
            return Objects.requireNonNull(getMessage());
        }
    }
}
