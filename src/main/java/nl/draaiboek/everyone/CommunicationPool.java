package nl.draaiboek.everyone;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nl.draaiboek.delivery.Content;
import nl.draaiboek.everyone.CommunicationWork.Offer;
import nl.draaiboek.everyone.CommunicationWork.State;
import nl.draaiboek.everyone.CommunicationWork.Wish;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.IncidentState;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Links;
import nl.draaiboek.incident.LockIncident;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.incident.ResponsePolicies;
import nl.draaiboek.incident.SpokenTime;
import nl.draaiboek.people.Contact;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.MayBeAsked;
import nl.draaiboek.people.People;
import nl.draaiboek.people.Way;
import nl.draaiboek.response.Responders;
import nl.draaiboek.response.ResponseTexts;
import nl.draaiboek.response.RoleHolders;
import nl.draaiboek.security.SignedLinks;
import nl.draaiboek.security.SignedLinks.Reading;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Offers communication work to colleagues who cannot help technically: who asked for it first, then who declined a role, then
 * those whom the directory knows as not technical, whoever was asked least first. Each has it for a set time; what is declined, not
 * answered, handed back or over in time goes to the next.
 */
@Component
public class CommunicationPool {

    private static final String PURPOSE = "communication-work";
    private static final Duration FAR = Duration.ofDays(1);

    private final CommunicationWorks works;
    private final PoolProcesses processes;
    private final Directory directory;
    private final RoleHolders holders;
    private final Responders responders;
    private final SendByWay sendByWay;
    private final ResponseTexts texts;
    private final SignedLinks signedLinks;
    private final Links links;
    private final LockIncident lockIncident;
    private final Incidents incidents;
    private final ResponsePolicies policies;
    private final IncidentRecord record;
    private final People people;
    private final MayBeAsked mayBeAsked;
    private final OfficeHours officeHours;

    CommunicationPool(
            CommunicationWorks works,
            PoolProcesses processes,
            Directory directory,
            RoleHolders holders,
            Responders responders,
            SendByWay sendByWay,
            ResponseTexts texts,
            SignedLinks signedLinks,
            Links links,
            LockIncident lockIncident,
            Incidents incidents,
            ResponsePolicies policies,
            IncidentRecord record,
            People people,
            MayBeAsked mayBeAsked,
            OfficeHours officeHours) {
        this.mayBeAsked = mayBeAsked;
        this.works = works;
        this.processes = processes;
        this.directory = directory;
        this.holders = holders;
        this.responders = responders;
        this.sendByWay = sendByWay;
        this.texts = texts;
        this.signedLinks = signedLinks;
        this.links = links;
        this.lockIncident = lockIncident;
        this.incidents = incidents;
        this.policies = policies;
        this.record = record;
        this.people = people;
        this.officeHours = officeHours;
    }

    /** Somebody describes what is to be done. */
    @Transactional(propagation = Propagation.MANDATORY)
    public long ask(IncidentCode code, Wish wish, String by) {
        lockIncident.lock(code);
        record.append(
                code,
                "communication-work.asked",
                by,
                Map.of("what", wish.what(), "customers", wish.customers(), "wanted", wish.wanted()));
        return works.open(code, wish, by);
    }

    /** Somebody says by themselves that they want to help. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void volunteer(IncidentCode code, String person) {
        lockIncident.lock(code);
        if (works.volunteer(code, person)) {
            record.append(code, "communication-work.volunteered", person, Map.of());
        }
        processes.changed(code);
    }

    /**
     * Takes back what was not answered in time, and asks the next until enough are asked or at work.
     *
     * @return whether anybody is asked or at work; if not, it is done, or nobody is left
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean offerNext(long id) {
        var work = works.lock(id);
        if (work.endedAt() != null || !goesOn(work.incident())) {
            return false;
        }
        var now = works.instant();
        works.offers(id).stream()
                .filter(offer -> offer.state() == State.ASKED && !now.isBefore(offer.answerBy()))
                .forEach(offer -> settle(work, offer, State.UNANSWERED, ""));
        var offers = works.offers(id);
        var missing = work.wanted()
                - (int) offers.stream().filter(offer -> offer.state().counts()).count();
        var asked = offers.stream().map(Offer::person).collect(Collectors.toCollection(HashSet::new));
        asked.add(work.askedBy());
        var next = candidates(work.incident()).stream()
                .filter(person -> !asked.contains(person))
                .limit(Math.max(missing, 0))
                .toList();
        next.forEach(person -> offer(work, person));
        if (next.size() < missing && !work.saidShort()) {
            sayShort(work, missing - next.size());
        }
        var open = works.offers(id).stream().anyMatch(offer -> offer.state().open());
        if (!open) {
            works.end(id);
        }
        return open;
    }

    /** When somebody's time to answer is over next. */
    public Instant nextLook(long id) {
        return works.offers(id).stream()
                .filter(offer -> offer.state() == State.ASKED)
                .map(Offer::answerBy)
                .min(Comparator.naturalOrder())
                .orElse(works.instant().plus(FAR));
    }

    private void offer(CommunicationWork work, String person) {
        var policy = policies.of(work.incident());
        var within = policy.containsKey("acceptRoleWithin") ? "acceptRoleWithin" : "answerWithin";
        var id = works.ask(work.id(), person, policy.due(within, works.instant()));
        var offer = works.offer(id).orElseThrow();
        record.append(
                work.incident(), "communication-work.offered", IncidentRecord.DRAAIBOEK, Map.of("person", person));
        directory.find(person).ifPresent(contact -> {
            var night = !officeHours.open(works.instant());
            var ways = new TreeSet<Way>();
            ways.add(Way.MAIL);
            contact.ways(night).steps().stream().limit(1).forEach(ways::addAll);
            ways.stream()
                    .filter(way -> !way.channel().equals("call"))
                    .forEach(way -> send(
                            work,
                            contact,
                            way,
                            way == Way.MAIL ? "communication-work" : "communication-work-sms",
                            "offer/" + id,
                            Map.of("until", spoken(contact, offer.answerBy())),
                            link(offer)));
        });
    }

    private String link(Offer offer) {
        return links.to("/w/"
                + signedLinks.sign(
                        PURPOSE, Long.toString(offer.id()), works.instant().plus(FAR)));
    }

    /** What a link is about, in time or not; nothing when it is not ours. Changes nothing. */
    public Optional<Opened> open(String link) {
        var reading = signedLinks.read(PURPOSE, link);
        if (reading instanceof Reading.Valid valid) {
            return opened(valid.subject(), false);
        }
        return reading instanceof Reading.Expired expired ? opened(expired.subject(), true) : Optional.empty();
    }

    private Optional<Opened> opened(String subject, boolean expired) {
        return Optional.of(subject)
                .filter(number -> number.matches("[0-9]{1,18}"))
                .flatMap(number -> works.offer(Long.parseLong(number)))
                .map(offer -> new Opened(offer, works.get(offer.work()), expired));
    }

    /** What those who did it before want the next one to know, each with the name of who wrote it. */
    public List<String> notes(long work) {
        return works.offers(work).stream()
                .filter(offer -> offer.state() == State.HANDED_BACK || offer.state() == State.DONE)
                .filter(offer -> !offer.note().isBlank())
                .map(offer -> people.nameOf(offer.person()) + ": " + offer.note())
                .toList();
    }

    /** @param expired whether it is too late to answer by it */
    public record Opened(Offer offer, CommunicationWork work, boolean expired) {}

    /** "I do it", or not. Once settled nothing changes. */
    @Transactional
    public void answer(long id, boolean accepts) {
        var work = works.lock(works.offer(id).orElseThrow().work());
        var offer = works.offer(id).orElseThrow();
        if (offer.state() != State.ASKED || !goesOn(work.incident())) {
            return;
        }
        settle(work, offer, accepts ? State.ACCEPTED : State.DECLINED, "");
        if (accepts) {
            processes.work(work.incident(), id);
            tellTheirs(work, works.offer(id).orElseThrow());
        }
        processes.changed(work.incident());
    }

    /** Who is asked came to be in need: the next is. Once answered nothing changes. */
    @Transactional(propagation = Propagation.MANDATORY)
    void inNeed(long id) {
        var work = works.lock(works.offer(id).orElseThrow().work());
        var offer = works.offer(id).orElseThrow();
        if (offer.state() == State.ASKED) {
            settle(work, offer, State.UNANSWERED, "");
            processes.changed(work.incident());
        }
    }

    private void tellTheirs(CommunicationWork work, Offer offer) {
        directory
                .find(offer.person())
                .ifPresent(contact -> send(
                        work,
                        contact,
                        Way.MAIL,
                        "communication-work-yours",
                        "yours/" + offer.id(),
                        Map.of("until", offer.until() == null ? "" : spoken(contact, offer.until())),
                        links.toTasks(work.incident())));
    }

    /** Who does it says that it is done, or hands it back; or their time is over. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void finished(long id, State state, String note) {
        var work = works.lock(works.offer(id).orElseThrow().work());
        var offer = works.offer(id).orElseThrow();
        if (offer.state() == State.ACCEPTED) {
            settle(work, offer, state, note);
            processes.changed(work.incident());
        }
    }

    /** The incident is over: nobody is asked any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(long id) {
        var work = works.lock(id);
        works.offers(id).stream()
                .filter(offer -> offer.state().open())
                .forEach(offer -> works.became(offer.id(), State.ENDED, null, ""));
        works.end(work.id());
    }

    private void settle(CommunicationWork work, Offer offer, State state, String note) {
        works.became(
                offer.id(), state, state == State.ACCEPTED ? works.instant().plus(work.time()) : null, note);
        var details = new HashMap<String, Object>(Map.of("person", offer.person(), "note", note));
        record.append(
                work.incident(),
                "communication-work."
                        + state.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                IncidentRecord.DRAAIBOEK,
                details);
    }

    private void sayShort(CommunicationWork work, int missing) {
        works.saidShort(work.id());
        record.append(
                work.incident(),
                "communication-work.short",
                IncidentRecord.DRAAIBOEK,
                Map.of("missing", missing, "what", work.what()));
        directory
                .find(work.askedBy())
                .ifPresent(contact -> send(
                        work,
                        contact,
                        Way.MAIL,
                        "communication-work-short",
                        "short",
                        Map.of("missing", Integer.toString(missing)),
                        links.toTasks(work.incident())));
    }

    private List<String> candidates(IncidentCode code) {
        var now = mayBeAsked.now();
        var involved = involved(code);
        var counts = works.asked();
        var order = new LinkedHashSet<String>();
        order.addAll(works.volunteers(code));
        order.addAll(works.declinedRoles(code));
        directory.all().stream()
                .filter(contact -> !contact.technical()
                        && contact.colleague().groups().contains("employees")
                        && !contact.colleague().groups().contains("managers"))
                .map(contact -> contact.colleague().id())
                .sorted(Comparator.<String>comparingInt(person -> counts.getOrDefault(person, 0))
                        .thenComparing(Comparator.naturalOrder()))
                .forEach(order::add);
        return order.stream()
                .filter(person -> !involved.contains(person))
                .filter(person -> directory
                        .find(person)
                        .filter(contact ->
                                now.test(contact) && !contact.possible().isEmpty())
                        .isPresent())
                .toList();
    }

    /** Who has a role, came when called, or does other work of the pool already. */
    private Set<String> involved(IncidentCode code) {
        var involved = new HashSet<>(holders.of(code).values());
        responders.came(code).forEach(one -> involved.add(one.person()));
        works.running(code).forEach(work -> works.offers(work.id()).stream()
                .filter(offer -> offer.state().open())
                .forEach(offer -> involved.add(offer.person())));
        return involved;
    }

    private boolean goesOn(IncidentCode code) {
        var state = incidents.get(code).state();
        return state.running() && state != IncidentState.RESOLVED;
    }

    private void send(
            CommunicationWork work,
            Contact contact,
            Way way,
            String template,
            String key,
            Map<String, String> more,
            String link) {
        sendByWay.send(
                contact,
                way,
                template,
                contents(work, contact, template, more, link),
                work.incident() + "/communication-work/" + work.id(),
                "communication-work/%d/%s/%s".formatted(work.id(), key, way.word()));
    }

    private Map<String, Content> contents(
            CommunicationWork work, Contact contact, String template, Map<String, String> more, String link) {
        var incident = incidents.get(work.incident());
        var values = new HashMap<String, Object>();
        values.put("name", contact.colleague().firstName());
        values.put("code", work.incident().value());
        values.put("title", incident.title());
        values.put("what", work.what());
        values.put("customers", work.customers());
        values.put("words", work.words());
        values.put("notes", String.join(" · ", notes(work.id())));
        values.put("minutes", Long.toString(work.time().toMinutes()));
        values.put("by", people.nameOf(work.askedBy()));
        values.put("page", links.to("/internal"));
        values.put("link", link);
        values.putAll(more);
        return texts.contents(template, values);
    }

    private String spoken(Contact contact, Instant at) {
        return new SpokenTime(contact.colleague().language(), officeHours.zone()).full(at);
    }
}
