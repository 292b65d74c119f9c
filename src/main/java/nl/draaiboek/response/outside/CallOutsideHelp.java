package nl.draaiboek.response.outside;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentMerged;
import nl.draaiboek.incident.IncidentOver;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.LockIncident;
import nl.draaiboek.incident.ResponsePolicies;
import nl.draaiboek.people.OutsideContact;
import nl.draaiboek.people.OutsideHelp;
import nl.draaiboek.people.Way;
import nl.draaiboek.people.WaysThatWork;
import nl.draaiboek.response.outside.OutsideCall.Attempt;
import nl.draaiboek.response.outside.OutsideCall.Outcome;
import nl.draaiboek.response.outside.OutsideCall.State;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Calls an organisation outside: its contacts one after the other, each by their own ways in their order, until one of them
 * comes or all were tried. They answer without a login; whoever asked, and whoever leads, hears what came of it.
 */
@Component
public class CallOutsideHelp {

    static final String MESSAGE = "outside-asked";

    private final OutsideHelp register;
    private final OutsideCalls calls;
    private final OutsideWords words;
    private final OutsideProcesses processes;
    private final WaysThatWork waysThatWork;
    private final Dispatches dispatches;
    private final LockIncident lockIncident;
    private final TellOutside tell;
    private final ResponsePolicies policies;
    private final IncidentRecord record;

    CallOutsideHelp(
            OutsideHelp register,
            OutsideCalls calls,
            OutsideWords words,
            OutsideProcesses processes,
            WaysThatWork waysThatWork,
            Dispatches dispatches,
            LockIncident lockIncident,
            TellOutside tell,
            ResponsePolicies policies,
            IncidentRecord record) {
        this.register = register;
        this.calls = calls;
        this.words = words;
        this.processes = processes;
        this.waysThatWork = waysThatWork;
        this.dispatches = dispatches;
        this.lockIncident = lockIncident;
        this.tell = tell;
        this.policies = policies;
        this.record = record;
    }

    /**
     * Begins to call them.
     *
     * @param organisation as the register has it
     * @param why what for, as typed; they read it
     * @throws NotPossible when the incident is over, they are not in the register, cannot be reached, or are being called or coming
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long begin(IncidentCode code, String organisation, String why, String by) {
        if (!lockIncident.lock(code).state().running()) {
            throw new NotPossible(code + " is over: nobody is called in any more.");
        }
        var contacts = register.organisations().getOrDefault(organisation, List.of());
        if (contacts.isEmpty()) {
            throw new NotPossible("'" + organisation + "' does not stand in the register of outside help.");
        }
        if (contacts.stream().allMatch(contact -> register.unready(contact).isPresent())) {
            throw new NotPossible("Nobody of " + organisation + " can be reached: "
                    + contacts.stream()
                            .flatMap(contact -> register.unready(contact).stream())
                            .distinct()
                            .collect(Collectors.joining(", "))
                    + ". Mend it in the register of outside help.");
        }
        if (calls.of(code).stream()
                .anyMatch(call -> call.organisation().equals(organisation) && call.state() == State.COMING)) {
            throw new NotPossible(organisation + " said already that they come.");
        }
        var call = calls.open(code, organisation, why, by)
                .orElseThrow(() -> new NotPossible(organisation + " is being called already."));
        record.append(code, "outside-call.begun", by, Map.of("organisation", organisation, "why", why));
        processes.begin(code, call);
        return call;
    }

    /**
     * Calls the next contact, or the same by their next way. A way that is not there or switched off is passed over at once.
     *
     * @return whether anything was sent; if not, all were tried
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean next(long id) {
        var call = calls.lock(id);
        if (call.state() != State.CALLING) {
            return false;
        }
        var tried = calls.attempts(id);
        for (var contact : register.organisations().getOrDefault(call.organisation(), List.of())) {
            var theirs = tried.stream()
                    .filter(attempt -> attempt.contact().equals(contact.id()))
                    .toList();
            if (theirs.stream().anyMatch(attempt -> attempt.outcome() == Outcome.DECLINED)) {
                continue;
            }
            var steps = contact.ways().steps();
            var from = theirs.stream().mapToInt(Attempt::step).max().orElse(0);
            for (var step = from; step < steps.size(); step++) {
                if (send(call, contact, step + 1, steps.get(step))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean send(OutsideCall call, OutsideContact contact, int step, Set<Way> ways) {
        var sent = new LinkedHashSet<String>();
        ways.stream().sorted().forEach(way -> {
            if (!waysThatWork.works(way)) {
                calls.tried(call.id(), contact.id(), step, way.word(), Outcome.OFF);
                return;
            }
            var attempt = calls.tried(call.id(), contact.id(), step, way.word(), Outcome.SENT);
            var key = call.incident() + "/outside/" + attempt;
            var content = words.question(call, contact, way.channel(), words.link(calls, attempt));
            calls.sentAs(attempt, tell.send(call, contact, way, MESSAGE, content, key));
            sent.add(way.word());
        });
        if (!sent.isEmpty()) {
            record.append(
                    call.incident(),
                    "outside-call.sent",
                    IncidentRecord.DRAAIBOEK,
                    Map.of(
                            "contact",
                            contact.name(),
                            "organisation",
                            call.of(contact.name()),
                            "ways",
                            List.copyOf(sent)));
        }
        return !sent.isEmpty();
    }

    /** When the next way is due: after the last of one contact not before they had the time to answer. */
    public Instant nextAt(long id) {
        var call = calls.get(id);
        var policy = policies.of(call.incident());
        var last = calls.attempts(id).stream()
                .max(Comparator.comparingLong(Attempt::id))
                .orElseThrow();
        var more = register.find(last.contact())
                .filter(contact -> contact.ways().steps().size() > last.step())
                .isPresent();
        return policy.due(
                more && policy.containsKey("nextWayAfter") ? "nextWayAfter" : "acknowledgeWithin", calls.instant());
    }

    /**
     * One of them says whether they come. Who comes after another did is thanked, and changes nothing.
     *
     * @param way word of the way by which they said so: {@code link}, {@code call}, {@code sms}
     */
    @Transactional
    public void answer(long attempt, boolean comes, String way) {
        var call = calls.lock(calls.attempt(attempt).orElseThrow().call());
        var answered = calls.attempt(attempt).orElseThrow();
        if (call.state() == State.ENDED || call.state() == State.COMING) {
            return;
        }
        var name = register.find(answered.contact()).map(OutsideContact::name).orElse(answered.contact());
        calls.became(attempt, comes ? Outcome.COMES : Outcome.DECLINED);
        record.append(
                call.incident(),
                comes ? "outside-call.coming" : "outside-call.declined",
                IncidentRecord.DRAAIBOEK,
                Map.of("contact", name, "organisation", call.of(name), "way", way));
        withdraw(call, comes ? "" : answered.contact(), "Answered.");
        if (comes) {
            calls.comes(call.id(), answered.contact(), way);
        }
        if (comes || call.state() == State.CALLING) {
            processes.answered(call.id());
        }
    }

    public boolean coming(long id) {
        return calls.get(id).state() == State.COMING;
    }

    /** All were tried, and nobody comes: noted, and told to who asked. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void nobody(long id) {
        var call = calls.lock(id);
        if (call.state() == State.CALLING) {
            calls.became(id, State.NOBODY);
            record.append(
                    call.incident(),
                    "outside-call.nobody",
                    IncidentRecord.DRAAIBOEK,
                    Map.of("organisation", call.organisation()));
            tell.settled(id);
        }
    }

    /** Somebody of ours reached them otherwise, or did not. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void byHand(long id, boolean comes, String what, String by) {
        var call = calls.lock(id);
        record.append(
                call.incident(),
                "outside-help.called",
                by,
                Map.of("coming", comes, "whom", call.organisation() + ": " + what));
        if (comes) {
            calls.comes(id, call.organisation(), "by hand");
        }
    }

    /** What became of a way, as its channel says. When nothing of a step arrived the next comes at once. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void became(Attempt found, boolean arrived) {
        var call = calls.lock(found.call());
        var attempt = calls.attempt(found.id()).orElseThrow();
        if (attempt.outcome() != Outcome.SENT && attempt.outcome() != Outcome.ARRIVED) {
            return;
        }
        calls.became(attempt.id(), arrived ? Outcome.ARRIVED : Outcome.FAILED);
        var all = calls.attempts(call.id());
        var last = all.get(all.size() - 1);
        var step = all.stream()
                .filter(other -> other.contact().equals(last.contact()) && other.step() == last.step())
                .toList();
        if (!arrived
                && call.state() == State.CALLING
                && step.contains(calls.attempt(attempt.id()).orElseThrow())
                && step.stream()
                        .allMatch(other -> other.outcome() == Outcome.FAILED || other.outcome() == Outcome.OFF)) {
            processes.notReached(call.id());
        }
    }

    /** Nobody is called any more; whoever was asked and did not decline hears that it is over. */
    @EventListener
    void over(IncidentOver event) {
        for (var call : calls.of(event.code())) {
            if (call.state() == State.ENDED) {
                continue;
            }
            if (event instanceof IncidentMerged merged && calls.move(call, merged.into())) {
                processes.moved(call.id(), merged.into());
                continue;
            }
            if (!(event instanceof IncidentMerged)) {
                stillExpected(call).forEach(contact -> tell.over(call, contact));
            }
            withdraw(call, "", "It is over.");
            calls.became(call.id(), State.ENDED);
            processes.over(call.id());
        }
    }

    /** Who comes, and whoever was asked and may still come or answer. */
    private List<OutsideContact> stillExpected(OutsideCall call) {
        var declined = calls.attempts(call.id()).stream()
                .filter(attempt -> attempt.outcome() == Outcome.DECLINED)
                .map(Attempt::contact)
                .collect(Collectors.toSet());
        return Stream.concat(
                        Stream.ofNullable(call.answeredBy()),
                        calls.attempts(call.id()).stream()
                                .filter(attempt ->
                                        attempt.outcome() == Outcome.ARRIVED || attempt.outcome() == Outcome.COMES)
                                .map(Attempt::contact)
                                .filter(contact -> !declined.contains(contact)))
                .distinct()
                .flatMap(contact -> register.find(contact).stream())
                .toList();
    }

    /** @param contact whose messages end; empty for all */
    private void withdraw(OutsideCall call, String contact, String why) {
        calls.attempts(call.id()).stream()
                .filter(attempt -> contact.isEmpty() || attempt.contact().equals(contact))
                .map(Attempt::notice)
                .filter(Objects::nonNull)
                .forEach(notice -> dispatches.withdraw(notice, why));
    }

    /** They cannot be called; the message says why, in plain words. */
    public static final class NotPossible extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotPossible(String why) {
            super(why);
        }

        public String why() {
            return Objects.requireNonNull(getMessage());
        }
    }
}
