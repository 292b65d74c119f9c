package nl.draaiboek.response.outside;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.draaiboek.delivery.Composition;
import nl.draaiboek.delivery.Content;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.delivery.Notice;
import nl.draaiboek.delivery.Recipient;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.people.OutsideContact;
import nl.draaiboek.people.OutsideHelp;
import nl.draaiboek.people.People;
import nl.draaiboek.people.Way;
import nl.draaiboek.people.WaysThatWork;
import nl.draaiboek.response.outside.OutsideCall.Attempt;
import nl.draaiboek.response.outside.OutsideCall.Outcome;
import nl.draaiboek.response.outside.OutsideCall.State;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What those outside hear of a call for help beside the question itself, and what those of ours hear who asked. */
@Component
public class TellOutside {

    private static final String AUDIENCE = "outside-help";

    private final OutsideHelp register;
    private final OutsideCalls calls;
    private final OutsideWords words;
    private final WaysThatWork waysThatWork;
    private final Dispatches dispatches;
    private final Incidents incidents;
    private final People people;

    TellOutside(
            OutsideHelp register,
            OutsideCalls calls,
            OutsideWords words,
            WaysThatWork waysThatWork,
            Dispatches dispatches,
            Incidents incidents,
            People people) {
        this.register = register;
        this.calls = calls;
        this.words = words;
        this.waysThatWork = waysThatWork;
        this.dispatches = dispatches;
        this.incidents = incidents;
        this.people = people;
    }

    /** Given up at the first failure of its channel: the next way is not kept waiting. */
    UUID send(
            OutsideCall call,
            OutsideContact contact,
            Way way,
            String message,
            Map<String, Content> contents,
            String key) {
        return dispatches.open(new Notice(
                call.incident(),
                way.channel(),
                message,
                AUDIENCE,
                new Composition(
                        contents,
                        List.of(new Recipient(
                                "outside:" + contact.id(),
                                contact.contact().address(way).orElseThrow(),
                                contact.contact().colleague().language(),
                                Map.of())),
                        call.incident() + "/outside/" + call.id(),
                        key),
                Duration.ZERO));
    }

    /** Who asked and who leads hear that somebody comes, or that nobody does. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void settled(long id) {
        var call = calls.get(id);
        var lead = incidents.get(call.incident()).lead();
        var recipients = Stream.of(call.askedBy(), lead)
                .filter(Objects::nonNull)
                .distinct()
                .flatMap(person -> people.find(person).stream())
                .filter(person -> !person.mail().isBlank())
                .map(person -> new Recipient("person:" + person.id(), person.mail(), person.language(), Map.of()))
                .toList();
        if (recipients.isEmpty()) {
            return;
        }
        var who = call.answeredBy() == null
                ? ""
                : register.find(call.answeredBy()).map(OutsideContact::name).orElse(call.answeredBy());
        var contents = words.of(
                "outside-settled",
                call,
                words.tasks(call),
                Map.of(
                        "comes",
                        call.state() == State.COMING,
                        "who",
                        who,
                        "of",
                        call.of(who),
                        "declined",
                        names(declined(call)),
                        "silent",
                        names(calls.attempts(call.id()).stream()
                                .map(Attempt::contact)
                                .filter(contact -> !declined(call).contains(contact))
                                .distinct()
                                .toList())));
        dispatches.open(new Notice(
                call.incident(),
                "mail",
                "outside-settled",
                "team",
                new Composition(
                        contents,
                        recipients,
                        call.incident() + "/outside/" + id,
                        call.incident() + "/outside/" + id + "/settled/" + call.state())));
    }

    private List<String> declined(OutsideCall call) {
        return calls.attempts(call.id()).stream()
                .filter(attempt -> attempt.outcome() == Outcome.DECLINED)
                .map(Attempt::contact)
                .distinct()
                .toList();
    }

    private String names(List<String> contacts) {
        return contacts.stream()
                .map(contact -> register.find(contact).map(OutsideContact::name).orElse(contact))
                .collect(Collectors.joining(", "));
    }

    /** By mail and SMS; whoever comes and has neither is called. */
    void over(OutsideCall call, OutsideContact contact) {
        var comes = contact.id().equals(call.answeredBy());
        var written = possible(contact, EnumSet.of(Way.MAIL, Way.SMS));
        var ways = !written.isEmpty() || !comes
                ? written
                : possible(contact, EnumSet.of(Way.CALL, Way.CALL_LANDLINE)).stream()
                        .limit(1)
                        .toList();
        ways.forEach(way -> send(
                call,
                contact,
                way,
                "outside-over",
                words.said("outside-over", call, way.channel(), Map.of("name", contact.name(), "comes", comes)),
                call.incident() + "/outside/" + call.id() + "/over/" + contact.id() + "/" + way.word()));
    }

    private List<Way> possible(OutsideContact contact, Set<Way> ways) {
        return ways.stream()
                .filter(way -> contact.contact().possible().contains(way) && waysThatWork.works(way))
                .toList();
    }

    /** An answer by SMS is answered: what is noted, whom to call and where to gather. */
    void noted(OutsideContact contact, OutsideCall call, String number, String key) {
        var way = contact.contact().address(Way.SMS).filter(number::equals).isPresent() ? Way.SMS : Way.SMS_SECOND;
        if (!waysThatWork.works(way) || contact.contact().address(way).isEmpty()) {
            return;
        }
        var comes = call.state() == State.COMING;
        var theirs = contact.id().equals(call.answeredBy());
        var over = call.state() == State.ENDED;
        send(
                call,
                contact,
                way,
                "outside-noted",
                words.of(
                        "outside-noted",
                        call,
                        "",
                        Map.of(
                                "comes", comes && theirs,
                                "other", comes && !theirs,
                                "over", over,
                                "cannot", !comes && !over)),
                call.incident() + "/outside/" + call.id() + "/noted/" + key);
    }
}
