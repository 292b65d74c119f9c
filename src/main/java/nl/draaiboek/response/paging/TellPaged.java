package nl.draaiboek.response.paging;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.draaiboek.delivery.Channels;
import nl.draaiboek.delivery.Composition;
import nl.draaiboek.delivery.Content;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.delivery.Notice;
import nl.draaiboek.delivery.Recipient;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.IncidentState;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.people.Contact;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.People;
import nl.draaiboek.people.Person;
import nl.draaiboek.response.RoleHolders;
import nl.draaiboek.response.Team;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells those who were paged what came of it: who comes, that nobody answers, which is said to everybody concerned, or that
 * nobody need come any more.
 */
@Component
public class TellPaged {

    /** Of what still waits for a channel the latest counts: that somebody comes, in place of that nobody answers. */
    private static final String WHAT_CAME_OF_IT = "what-came-of-it";

    private static final Set<String> PHONE = Set.of("sms", "call");

    private static final String NOBODY_ANSWERS = "page.nobody-answers";

    private final Pages pages;
    private final Incidents incidents;
    private final Directory directory;
    private final People people;
    private final RoleHolders roles;
    private final Channels channels;
    private final Dispatches dispatches;
    private final PageWords words;
    private final IncidentRecord record;
    private final Team team;
    private final CheckProgress checkProgress;

    TellPaged(
            Pages pages,
            Incidents incidents,
            Directory directory,
            People people,
            RoleHolders roles,
            Channels channels,
            Dispatches dispatches,
            PageWords words,
            IncidentRecord record,
            Team team,
            CheckProgress checkProgress) {
        this.pages = pages;
        this.incidents = incidents;
        this.directory = directory;
        this.people = people;
        this.roles = roles;
        this.channels = channels;
        this.dispatches = dispatches;
        this.words = words;
        this.record = record;
        this.team = team;
        this.checkProgress = checkProgress;
    }

    /** Everyone else who was paged hears who comes: by mail, by SMS where a telephone woke them, and in the chat where that is how they were paged. */
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
        var toldNobody = toldNobody(page)
                .filter(person -> !person.equals(by))
                .filter(person -> page.purpose() != Purpose.CALLED_IN
                        || !person.equals(page.calledBy())
                                && !person.equals(incidents.get(page.incident()).lead()));
        send(
                page,
                "mail",
                "page-answered",
                persons(Stream.concat(others.stream().map(Attempt::person), toldNobody)
                        .toList()),
                values,
                WHAT_CAME_OF_IT);
        send(page, "sms", "page-answered-sms", persons(pagedByPhone(others)), values, WHAT_CAME_OF_IT);
        send(page, "chat", "page-answered-sms", persons(pagedBy(others, "chat")), values, WHAT_CAME_OF_IT);
        if (page.purpose() == Purpose.CALLED_IN) {
            tellWhoAsked(page, by, others);
        }
    }

    /** Whoever called them in and whoever leads, once each: also beside those who were paged for it. */
    private void tellWhoAsked(Page page, String by, List<Attempt> others) {
        var asked = new LinkedHashSet<String>();
        Optional.ofNullable(page.calledBy()).ifPresent(asked::add);
        Optional.ofNullable(incidents.get(page.incident()).lead()).ifPresent(asked::add);
        others.forEach(attempt -> asked.remove(attempt.person()));
        asked.remove(by);
        var byPhone = pages.of(page.incident()).stream()
                .flatMap(one -> pages.attempts(one.id()).stream())
                .filter(attempt -> attempt.notice() != null)
                .toList();
        tell(page, "page-comes", asked, pagedByPhone(byPhone), by, WHAT_CAME_OF_IT);
    }

    /**
     * Nobody need come for it any more: whoever is on the way, and was called or answered by phone, hears so there at once. Everybody
     * concerned reads it besides.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void isOver(IncidentCode code) {
        var incident = incidents.get(code);
        var onTheWay = new LinkedHashSet<String>();
        for (var page : pages.of(code)) {
            var byPhone = Set.copyOf(pagedByPhone(pages.attempts(page.id()).stream()
                    .filter(attempt -> attempt.notice() != null)
                    .toList()));
            pages.said(page.id()).stream()
                    .filter(Said::expected)
                    .filter(said -> byPhone.contains(said.person()) || PHONE.contains(said.way()))
                    .filter(said -> !checkProgress.atWork(code, said.person(), said.at()))
                    .map(Said::person)
                    .forEach(onTheWay::add);
        }
        var into = incident.mergedInto();
        var about = into == null ? incident : incidents.get(into);
        var values = Map.<String, Object>of(
                "was",
                code.value(),
                "merged",
                into != null,
                "rejected",
                incident.state() == IncidentState.REJECTED,
                "resolved",
                into == null && incident.state() != IncidentState.REJECTED);
        send(
                code,
                "sms",
                "page-over-sms",
                persons(onTheWay),
                words.of("page-over-sms", about, values),
                about.code() + "/page/over");
    }

    /** Logins of those who hear, as the end of a page that is open now, that somebody leads. */
    Set<String> hearOfTheLeadByPage(IncidentCode code) {
        return pages.of(code).stream()
                .filter(page -> page.purpose().wantsLead() && page.state() == Page.State.OPEN)
                .flatMap(page -> pages.attempts(page.id()).stream())
                .filter(attempt -> attempt.notice() != null)
                .map(Attempt::person)
                .collect(Collectors.toSet());
    }

    /**
     * Somebody leads: whoever was asked to hears it, and need not come for that.
     *
     * @param toldOtherwise logins of those who hear it as the end of a page
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void leads(IncidentCode code, String lead, Set<String> toldOtherwise) {
        var all = pages.of(code).stream()
                .filter(page -> page.purpose().wantsLead())
                .toList();
        var asked = all.stream()
                .filter(page -> page.purpose() == Purpose.UNLED)
                .flatMap(page -> pages.attempts(page.id()).stream())
                .filter(attempt -> attempt.notice() != null)
                .toList();
        var hear = new LinkedHashSet<>(asked.stream().map(Attempt::person).toList());
        if (record.of(code).stream().anyMatch(entry -> entry.kind().equals("task.asked-wider"))) {
            team.audience("wider").stream().map(Person::id).forEach(hear::add);
        }
        hear.removeAll(toldOtherwise);
        hear.remove(lead);
        if (all.isEmpty() || hear.isEmpty() || wasNothing(all.get(0))) {
            return;
        }
        var page = all.get(all.size() - 1);
        tell(page, "page-led", hear, pagedByPhone(asked), lead, "led");
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

    /** Logins of those who read by mail that nobody comes for this page. */
    private Stream<String> toldNobody(Page page) {
        return record.of(page.incident()).stream()
                .filter(entry -> entry.kind().equals(NOBODY_ANSWERS)
                        && Objects.equals(String.valueOf(entry.details().get("page")), Long.toString(page.id())))
                .flatMap(entry ->
                        entry.details().get("told") instanceof Collection<?> told ? told.stream() : Stream.of())
                .map(String::valueOf);
    }

    private static List<String> pagedByPhone(List<Attempt> attempts) {
        return Stream.concat(pagedBy(attempts, "sms").stream(), pagedBy(attempts, "call").stream())
                .toList();
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
        var round = attempts.stream()
                .filter(attempt -> attempt.round() == page.round())
                .toList();
        var allHeldBack =
                !round.isEmpty() && round.stream().allMatch(attempt -> attempt.outcome() == Attempt.Outcome.HELD_BACK);
        var passedOn = pages.said(id).stream()
                .filter(said -> !said.comes())
                .map(Said::person)
                .distinct()
                .toList();
        var concerned = new LinkedHashSet<String>();
        if (!allHeldBack && Integer.bitCount(page.round()) == 1) {
            concerned.addAll(paged);
            concerned.removeAll(passedOn);
            if (incident.lead() != null) {
                concerned.add(incident.lead());
            }
            Optional.ofNullable(page.calledBy()).ifPresent(concerned::add);
            concerned.addAll(roles.of(page.incident()).values());
            var managers = people.inGroups("managers");
            (managers.isEmpty() ? people.inGroups("camunda-admin") : managers)
                    .stream().map(Person::id).forEach(concerned::add);
        }
        record.append(
                page.incident(),
                NOBODY_ANSWERS,
                IncidentRecord.DRAAIBOEK,
                Map.of(
                        "round",
                        page.round(),
                        "page",
                        id,
                        "paged",
                        paged.stream().map(people::nameOf).toList(),
                        "told",
                        List.copyOf(concerned)));
        if (concerned.isEmpty()) {
            return;
        }
        var contents = new HashMap<String, Object>();
        contents.put("names", paged.stream().map(people::nameOf).collect(Collectors.joining(", ")));
        contents.put("cannot", passedOn.stream().map(people::nameOf).collect(Collectors.joining(", ")));
        contents.put("round", Integer.toString(page.round()));
        contents.put("several", page.round() > 1);
        send(page, "mail", "page-nobody", persons(concerned), contents, WHAT_CAME_OF_IT);
    }

    private List<Contact> persons(Collection<String> ids) {
        return Set.copyOf(ids).stream()
                .sorted()
                .flatMap(id -> directory.find(id).stream())
                .toList();
    }

    private void send(
            Page page, String channel, String template, List<Contact> to, Map<String, Object> more, String key) {
        if (to.isEmpty()) {
            return;
        }
        send(
                page.incident(),
                channel,
                template,
                to,
                words.of(template, page, incidents.get(page.incident()), null, more),
                page.incident() + "/page/" + page.id() + '/' + key);
    }

    private void send(
            IncidentCode code,
            String channel,
            String template,
            List<Contact> to,
            Map<String, Content> contents,
            String supersedes) {
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
        dispatches.open(new Notice(
                code, channel, template, "on-call", new Composition(contents, recipients, code + "/page", supersedes)));
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
