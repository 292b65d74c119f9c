package nl.draaiboek.response.paging;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import nl.draaiboek.delivery.Channels;
import nl.draaiboek.delivery.Composition;
import nl.draaiboek.delivery.Content;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.delivery.Notice;
import nl.draaiboek.delivery.Recipient;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.IncidentState;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.people.Contact;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.People;
import nl.draaiboek.people.Person;
import nl.draaiboek.response.RoleHolders;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells those who were paged what came of it: who comes, or that nobody answers, which is said to everybody concerned. */
@Component
public class TellPaged {

    /** Of what still waits for a channel the latest counts: that somebody comes, in place of that nobody answers. */
    private static final String WHAT_CAME_OF_IT = "what-came-of-it";

    private final Pages pages;
    private final Incidents incidents;
    private final Directory directory;
    private final People people;
    private final RoleHolders roles;
    private final Channels channels;
    private final Dispatches dispatches;
    private final PageWords words;
    private final IncidentRecord record;

    TellPaged(
            Pages pages,
            Incidents incidents,
            Directory directory,
            People people,
            RoleHolders roles,
            Channels channels,
            Dispatches dispatches,
            PageWords words,
            IncidentRecord record) {
        this.pages = pages;
        this.incidents = incidents;
        this.directory = directory;
        this.people = people;
        this.roles = roles;
        this.channels = channels;
        this.dispatches = dispatches;
        this.words = words;
        this.record = record;
    }

    /** Everyone else who was paged hears who comes: by mail, and by SMS or in the chat where that is how they were paged. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void whoComes(long id) {
        var page = pages.lock(id);
        var by = page.acknowledgedBy();
        if (by == null || wasNothing(page)) {
            return;
        }
        var passedOn = pages.said(id).stream()
                .filter(said -> said.round() == page.round() && !said.comes())
                .map(Said::person)
                .toList();
        var others = pages.attempts(id).stream()
                .filter(attempt -> attempt.notice() != null
                        && !attempt.person().equals(by)
                        && !passedOn.contains(attempt.person()))
                .toList();
        var values = Map.<String, Object>of("who", people.nameOf(by));
        send(
                page,
                "mail",
                "page-answered",
                persons(others.stream().map(Attempt::person).toList()),
                values,
                WHAT_CAME_OF_IT);
        send(page, "sms", "page-answered-sms", persons(pagedBy(others, "sms")), values, WHAT_CAME_OF_IT);
        send(page, "chat", "page-answered-sms", persons(pagedBy(others, "chat")), values, WHAT_CAME_OF_IT);
    }

    /** Whoever comes, and whoever leads, hear that somebody comes too: by mail, and by SMS where that is how they were paged. */
    void cameToo(Page page, String person) {
        var others = new LinkedHashSet<String>();
        others.add(Objects.requireNonNull(page.acknowledgedBy()));
        others.add(Objects.requireNonNullElse(
                incidents.get(page.incident()).lead(), Objects.requireNonNull(page.acknowledgedBy())));
        others.remove(person);
        var bySms = pagedBy(pages.attempts(page.id()), "sms");
        tell(page, "page-too", others, bySms, person, "too/" + person);
    }

    /** Whoever leads hears that somebody on whom they count does not come. */
    void cannotCome(Page page, String person) {
        var lead = incidents.get(page.incident()).lead();
        if (lead != null && !lead.equals(person)) {
            tell(page, "page-cannot", Set.of(lead), List.of(), person, "cannot/" + person + '/' + page.round());
        }
    }

    private void tell(
            Page page, String template, Collection<String> to, Collection<String> bySms, String who, String key) {
        var values = Map.<String, Object>of("who", people.nameOf(who));
        send(page, "mail", template, persons(to), values, key);
        send(
                page,
                "sms",
                template + "-sms",
                persons(to.stream().filter(bySms::contains).toList()),
                values,
                key);
    }

    private static List<String> pagedBy(List<Attempt> attempts, String way) {
        return attempts.stream()
                .filter(attempt -> attempt.way().startsWith(way))
                .map(Attempt::person)
                .toList();
    }

    /** Those who were called hear that, and not that somebody comes for it. */
    private boolean wasNothing(Page page) {
        var state = incidents.get(page.incident()).state();
        return state == IncidentState.REJECTED || state == IncidentState.MERGED;
    }

    /**
     * Nobody answered in this round: everybody concerned and the administrators hear it, after the first, the second, the fourth
     * and so on, for the ladder never ends by itself.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void nobodyAnswers(long id) {
        var page = pages.lock(id);
        if (page.state() != Page.State.OPEN) {
            return;
        }
        var incident = incidents.get(page.incident());
        var attempts = pages.attempts(id);
        var paged = attempts.stream()
                .filter(attempt -> attempt.notice() != null)
                .map(Attempt::person)
                .distinct()
                .toList();
        record.append(
                page.incident(),
                "page.nobody-answers",
                IncidentRecord.DRAAIBOEK,
                Map.of(
                        "round",
                        page.round(),
                        "paged",
                        paged.stream().map(people::nameOf).toList()));
        var heldBack = attempts.stream()
                .filter(attempt -> attempt.round() == page.round())
                .toList();
        var allHeldBack = !heldBack.isEmpty()
                && heldBack.stream().allMatch(attempt -> attempt.outcome() == Attempt.Outcome.HELD_BACK);
        if (allHeldBack || Integer.bitCount(page.round()) != 1) {
            return;
        }
        var concerned = new LinkedHashSet<>(paged);
        if (incident.lead() != null) {
            concerned.add(incident.lead());
        }
        concerned.addAll(roles.of(page.incident()).values());
        people.inGroups("managers", "camunda-admin").stream().map(Person::id).forEach(concerned::add);
        var names = String.join(", ", paged.stream().map(people::nameOf).toList());
        send(
                page,
                "mail",
                "page-nobody",
                persons(concerned),
                Map.of("names", names, "round", Integer.toString(page.round()), "several", page.round() > 1),
                WHAT_CAME_OF_IT);
    }

    private List<Contact> persons(Collection<String> ids) {
        return Set.copyOf(ids).stream()
                .sorted()
                .flatMap(id -> directory.find(id).stream())
                .toList();
    }

    private void send(
            Page page, String channel, String template, List<Contact> to, Map<String, Object> more, String key) {
        var recipients = to.stream()
                .filter(contact -> !address(contact, channel).isEmpty())
                .map(contact -> new Recipient(
                        "person:" + contact.colleague().id(),
                        address(contact, channel),
                        contact.colleague().language(),
                        Map.of()))
                .toList();
        if (recipients.isEmpty() || !on(channel)) {
            return;
        }
        var contents =
                new HashMap<String, Content>(words.of(template, page, incidents.get(page.incident()), null, more));
        dispatches.open(new Notice(
                page.incident(),
                channel,
                template,
                "on-call",
                new Composition(
                        contents,
                        recipients,
                        page.incident() + "/page",
                        page.incident() + "/page/" + page.id() + '/' + key)));
    }

    private boolean on(String channel) {
        return channels.all().stream()
                .anyMatch(one -> one.name().equals(channel) && (one.readiness().on() || channel.equals("mail")));
    }

    private static String address(Contact contact, String channel) {
        if (channel.equals("mail")) {
            return contact.colleague().mail();
        }
        if (channel.equals("chat")) {
            return contact.chat();
        }
        var mobile = contact.primaryPhone() != null && contact.primaryPhone().mobile()
                ? contact.primaryPhone()
                : contact.secondaryPhone();
        return mobile == null || !mobile.mobile() ? "" : mobile.value();
    }
}
