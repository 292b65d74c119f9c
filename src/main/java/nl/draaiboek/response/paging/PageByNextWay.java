package nl.draaiboek.response.paging;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import nl.draaiboek.delivery.Channel;
import nl.draaiboek.delivery.Channels;
import nl.draaiboek.delivery.Composition;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.delivery.Notice;
import nl.draaiboek.delivery.Recipient;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.incident.ResponsePolicies;
import nl.draaiboek.people.Calls;
import nl.draaiboek.people.Contact;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.MayBeAsked;
import nl.draaiboek.people.Way;
import nl.draaiboek.response.paging.Attempt.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Pages somebody by the next of their own ways: those of one step at once, by day or by night as they chose. A way
 * that is not there or whose channel is off is passed over at once. Who is in need themselves is passed over too. What is sent is written in the transaction that is running.
 */
@Component
public class PageByNextWay {

    static final String MESSAGE = "page";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final Pages pages;
    private final Incidents incidents;
    private final Directory directory;
    private final Calls calls;
    private final Channels channels;
    private final Dispatches dispatches;
    private final PageWords words;
    private final PageLinks links;
    private final PagingProperties properties;
    private final OfficeHours officeHours;
    private final ResponsePolicies policies;
    private final MayBeAsked mayBeAsked;
    private final OpenPages openPages;
    private final IncidentRecord record;

    PageByNextWay(
            Pages pages,
            Incidents incidents,
            Directory directory,
            Calls calls,
            Channels channels,
            Dispatches dispatches,
            PageWords words,
            PageLinks links,
            PagingProperties properties,
            OfficeHours officeHours,
            ResponsePolicies policies,
            MayBeAsked mayBeAsked,
            OpenPages openPages,
            IncidentRecord record) {
        this.mayBeAsked = mayBeAsked;
        this.openPages = openPages;
        this.pages = pages;
        this.incidents = incidents;
        this.directory = directory;
        this.calls = calls;
        this.channels = channels;
        this.dispatches = dispatches;
        this.words = words;
        this.links = links;
        this.properties = properties;
        this.officeHours = officeHours;
        this.policies = policies;
        this.record = record;
    }

    /**
     * Who is being called for something else of this incident is not called at the same moment: one of the two calls would find them
     * engaged. This way then comes a turn later. Another incident does not wait: where the telephone is engaged, its next way comes.
     *
     * @return whether anything was sent or is to be; if not, the next on the ladder is to be called at once
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean page(long id, Rung rung, String person) {
        var page = pages.lock(id);
        var contact = directory.find(person).orElse(null);
        if (contact == null || page.state() != Page.State.OPEN || pages.hasPassedOn(page, person)) {
            return false;
        }
        var need = mayBeAsked.need(person);
        if (need.isPresent()) {
            openPages.noteInNeed(page, person, need.get());
            return false;
        }
        var steps = contact.ways(!officeHours.open(pages.instant())).steps();
        var everBefore = pages.attempts(id).stream()
                .anyMatch(attempt -> attempt.person().equals(person) && attempt.notice() != null);
        var next =
                tried(page, rung, person).stream().mapToInt(Attempt::step).max().orElse(0) + 1;
        if (next == 1 && steps.isEmpty()) {
            note(page, "page.no-way", person, rung, "");
        }
        for (var step = next; step <= steps.size(); step++) {
            if (steps.get(step - 1).stream().anyMatch(way -> way.channel().equals("call"))
                    && pages.isBeingCalled(person, page)) {
                return true;
            }
            if (limited(page, rung, contact, step, steps.get(step - 1))) {
                return false;
            }
            var at = step;
            var sent = steps.get(step - 1).stream()
                    .sorted()
                    .map(way -> send(page, rung, contact, at, way))
                    .toList();
            if (sent.contains(true)) {
                if (!everBefore) {
                    calls.note(person, pages.instant(), page.incident().value());
                }
                return true;
            }
        }
        return false;
    }

    /**
     * When the next way is due: so long after this one as the policy says, and after the last not before they had the time to
     * acknowledge.
     */
    public Instant nextAt(long id, Rung rung, String person) {
        var page = pages.get(id);
        var policy = policies.of(page.incident());
        var now = pages.instant();
        var soon = soon(page, now);
        var tried = tried(page, rung, person);
        var steps = directory
                .find(person)
                .map(contact -> contact.ways(!officeHours.open(now)).steps().size())
                .orElse(0);
        var last = tried.stream().mapToInt(Attempt::step).max().orElse(0) >= steps;
        return Stream.concat(
                        Stream.of(soon),
                        last
                                ? tried.stream()
                                        .map(Attempt::at)
                                        .limit(1)
                                        .map(at -> policy.due("acknowledgeWithin", at))
                                : Stream.empty())
                .max(Instant::compareTo)
                .orElse(soon);
    }

    private Instant soon(Page page, Instant now) {
        var policy = policies.of(page.incident());
        return policy.containsKey("nextWayAfter")
                ? policy.due("nextWayAfter", now)
                : policy.due("acknowledgeWithin", now);
    }

    private List<Attempt> tried(Page page, Rung rung, String person) {
        return pages.attempts(page.id()).stream()
                .filter(attempt -> attempt.round() == page.round()
                        && attempt.rung() == rung
                        && attempt.person().equals(person))
                .toList();
    }

    private boolean limited(Page page, Rung rung, Contact contact, int step, java.util.Set<Way> ways) {
        var person = contact.colleague().id();
        if (pages.paged(person, Duration.ofHours(1)) + ways.size() <= properties.perPersonPerHour()) {
            return false;
        }
        var why = "Paged too often in an hour already.";
        ways.forEach(way -> pages.tried(page, rung, person, step, way.word(), Outcome.HELD_BACK, why));
        note(page, "page.held-back", person, rung, "");
        return true;
    }

    private boolean send(Page page, Rung rung, Contact contact, int step, Way way) {
        var person = contact.colleague().id();
        var channel = channel(way);
        var off = channel == null
                ? "There is no such channel."
                : channel.readiness().why();
        if (channel == null || !channel.readiness().on()) {
            pages.tried(page, rung, person, step, way.word(), Outcome.OFF, off);
            note(page, "page.way-off", person, rung, way.word());
            return false;
        }
        var incident = incidents.get(page.incident());
        var attempt = pages.tried(page, rung, person, step, way.word(), Outcome.SENT, null);
        pages.sentAs(attempt, dispatches.open(notice(page, incident, contact, way, channel.name(), attempt)));
        note(page, "page.sent", person, rung, way.word());
        return true;
    }

    /** Given up at the first failure of its channel: the next way is not kept waiting. */
    private Notice notice(Page page, Incident incident, Contact contact, Way way, String channel, long attempt) {
        var template =
                switch (channel) {
                    case "sms" -> "page-sms";
                    case "call" -> "page-call";
                    default -> MESSAGE;
                };
        var person = contact.colleague();
        var recipient =
                new Recipient("person:" + person.id(), contact.address(way).orElseThrow(), person.language(), Map.of());
        var contents = words.of(
                template,
                page,
                incident,
                links.of(attempt),
                Map.of(
                        "name",
                        person.firstName(),
                        "said",
                        said(page, person.id()),
                        "again",
                        pages.attempts(page.id()).stream()
                                .anyMatch(before -> before.round() < page.round()
                                        && before.notice() != null
                                        && before.person().equals(person.id()))));
        var key = page.incident() + "/page/" + attempt;
        return new Notice(
                page.incident(),
                channel,
                MESSAGE,
                "on-call",
                new Composition(contents, List.of(recipient), page.incident() + "/page", key),
                Duration.ZERO);
    }

    /** At what time they had said that they come, where nothing came of it; empty if they had not. */
    private String said(Page page, String person) {
        return pages.said(page.id()).stream()
                .filter(said -> said.person().equals(person) && said.undone() == Said.Undone.LAPSED)
                .reduce((first, last) -> last)
                .map(said -> TIME.format(said.at().atZone(officeHours.zone())))
                .orElse("");
    }

    private @Nullable Channel channel(Way way) {
        return channels.all().stream()
                .filter(channel -> channel.name().equals(way.channel()))
                .findFirst()
                .orElse(null);
    }

    private void note(Page page, String kind, String person, Rung rung, String way) {
        record.append(
                page.incident(),
                kind,
                IncidentRecord.DRAAIBOEK,
                Map.of("person", person, "rung", rung.name(), "way", Objects.requireNonNullElse(way, "")));
    }
}
