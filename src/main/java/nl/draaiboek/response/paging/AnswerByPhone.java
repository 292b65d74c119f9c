package nl.draaiboek.response.paging;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.draaiboek.delivery.CallEnded;
import nl.draaiboek.delivery.Composition;
import nl.draaiboek.delivery.Content;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.delivery.KeyPressed;
import nl.draaiboek.delivery.Keypad;
import nl.draaiboek.delivery.MessageFailed;
import nl.draaiboek.delivery.Notice;
import nl.draaiboek.delivery.ReadsSms;
import nl.draaiboek.delivery.Recipient;
import nl.draaiboek.delivery.SentMessages;
import nl.draaiboek.delivery.SentMessages.SentMessage;
import nl.draaiboek.delivery.SmsReceived;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.MeetingPlaces;
import nl.draaiboek.people.Contact;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.People;
import nl.draaiboek.people.PhoneNumber;
import nl.draaiboek.people.Way;
import nl.draaiboek.people.WaysThatWork;
import nl.draaiboek.response.paging.AnswerPage.Became;
import nl.draaiboek.response.paging.Attempt.Outcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Answers that come back over the phone: the keys of a call, and the reply {@code ACK INC-2026-0001} or {@code PASS}, in
 * small letters too, and without a code when it can only be about one. Voicemail, or a call without a key, is no answer.
 */
@Component
class AnswerByPhone {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerByPhone.class);

    private static final String NOT_UNDERSTOOD = "page.not-understood";
    private static final String NOT_PAGED = "page.not-paged";
    private static final Pattern REPLY = Pattern.compile(
            "\\W*(?:(?<come>ack|ok|oke|ja|yes|1)|(?<pass>pass|nee|no|2))\\b[\\W&&[^0-9]]*(?<code>inc-?[0-9]{4}-?[0-9]{1,6})?.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("inc-?([0-9]{4})-?([0-9]{1,6})", Pattern.CASE_INSENSITIVE);

    private final SentMessages sentMessages;
    private final Pages pages;
    private final AnswerPage answerPage;
    private final FollowWays followWays;
    private final Directory directory;
    private final People people;
    private final Incidents incidents;
    private final PageWords words;
    private final MeetingPlaces places;
    private final WaysThatWork waysThatWork;
    private final Dispatches dispatches;
    private final IncidentRecord record;
    private final List<ReadsSms> others;

    AnswerByPhone(
            SentMessages sentMessages,
            Pages pages,
            AnswerPage answerPage,
            FollowWays followWays,
            Directory directory,
            People people,
            Incidents incidents,
            PageWords words,
            MeetingPlaces places,
            WaysThatWork waysThatWork,
            Dispatches dispatches,
            IncidentRecord record,
            List<ReadsSms> others) {
        this.sentMessages = sentMessages;
        this.pages = pages;
        this.answerPage = answerPage;
        this.followWays = followWays;
        this.directory = directory;
        this.people = people;
        this.incidents = incidents;
        this.words = words;
        this.places = places;
        this.waysThatWork = waysThatWork;
        this.dispatches = dispatches;
        this.record = record;
        this.others = others;
    }

    @EventListener
    @Transactional
    public void pressed(KeyPressed pressed) {
        notice(pressed.messageKey()).flatMap(pages::attempt).ifPresent(attempt -> {
            var comes = pressed.key().equals(Keypad.ACKNOWLEDGE);
            if (comes || pressed.key().equals(Keypad.PASS_ON)) {
                var passedBefore = pages.hasPassedOn(pages.get(attempt.page()), attempt.person());
                var became = comes
                        ? answerPage.acknowledge(attempt.page(), attempt.person(), "call")
                        : answerPage.passOn(attempt.page(), attempt.person(), "call");
                if (became != Became.YOURS_ALREADY && !(became == Became.PASSED_ON && passedBefore)) {
                    directory
                            .find(attempt.person())
                            .ifPresent(contact -> confirm(contact, attempt.page(), comes, became));
                }
            }
        });
    }

    /** What came of a key, in writing: whoever is woken by a call has neither the code nor a link. */
    private void confirm(Contact contact, long page, boolean comes, Became became) {
        Stream.of(Way.SMS, Way.SMS_SECOND, Way.MAIL)
                .filter(contact.possible()::contains)
                .filter(waysThatWork::works)
                .findFirst()
                .ifPresent(way -> reply(
                        contact,
                        way.channel(),
                        contact.address(way).orElseThrow(),
                        pages.get(page),
                        what(comes, became)));
    }

    @EventListener
    @Transactional
    public void ended(CallEnded ended) {
        var outcome =
                switch (ended.how()) {
                    case ANSWERED -> Outcome.ANSWERED;
                    case NO_ANSWER -> Outcome.NO_ANSWER;
                    case BUSY -> Outcome.BUSY;
                    case VOICEMAIL -> Outcome.VOICEMAIL;
                    case FAILED -> Outcome.FAILED;
                };
        notice(ended.messageKey()).ifPresent(notice -> followWays.became(notice, outcome, null));
    }

    @EventListener
    @Transactional
    public void failed(MessageFailed failed) {
        notice(failed.messageKey()).ifPresent(notice -> followWays.became(notice, Outcome.FAILED, failed.why()));
    }

    @EventListener
    @Transactional
    public void replied(SmsReceived sms) {
        var sender = directory.all().stream()
                .filter(contact -> has(contact, sms.from()))
                .findFirst();
        if (sender.isEmpty()) {
            if (!takenElsewhere(sms)) {
                LOG.warn("An SMS came in by {} from a number that nobody in the directory has.", sms.provider());
            }
            return;
        }
        var reply = REPLY.matcher(sms.text().strip());
        if (reply.matches()
                && reply.group("code") == null
                && others.stream().anyMatch(other -> other.takesFirst(sms))) {
            return;
        }
        if (reply.matches()) {
            answer(sender.get(), sms.from(), reply.group("come") != null, reply.group("code"));
        } else if (!takenElsewhere(sms)) {
            notUnderstood(sender.get(), sms);
        }
    }

    private boolean takenElsewhere(SmsReceived sms) {
        return others.stream().anyMatch(other -> other.takes(sms));
    }

    /** Whoever thinks they answered must hear that they did not; once, for two machines would answer each other for ever. */
    private void notUnderstood(Contact sender, SmsReceived sms) {
        var person = sender.colleague().id();
        var open = pages.openFor(person);
        var answered = open.stream().anyMatch(page -> record.of(page.incident()).stream()
                .anyMatch(entry ->
                        entry.kind().equals(NOT_UNDERSTOOD) && entry.actor().equals(person)));
        open.forEach(page -> record.append(
                page.incident(), NOT_UNDERSTOOD, person, Map.of("person", person, "text", cut(sms.text()))));
        open.stream()
                .filter(page -> !answered)
                .findFirst()
                .ifPresent(page -> reply(
                        sender,
                        "sms",
                        sms.from(),
                        page,
                        Map.of(
                                "notUnderstood",
                                true,
                                "which",
                                codes(open.stream()
                                        .map(Page::incident)
                                        .distinct()
                                        .toList()))));
    }

    private void answer(Contact sender, String number, boolean comes, @Nullable String code) {
        var person = sender.colleague().id();
        var meant = code == null ? withoutCode(person) : of(code(code), person);
        var open = meant.stream().map(Page::incident).distinct().toList();
        if (code != null && open.isEmpty()) {
            notPaged(sender, number, code(code));
            return;
        }
        if (open.size() != 1) {
            pages.latestFor(person).ifPresent(page -> reply(sender, "sms", number, page, unclear(person, code, open)));
            return;
        }
        for (var page : meant) {
            var became = comes
                    ? answerPage.acknowledge(page.id(), person, "sms")
                    : answerPage.passOn(page.id(), person, "sms");
            reply(sender, "sms", number, pages.get(page.id()), what(comes, became));
        }
    }

    /** Whoever answers for an incident for which they were not paged hears so; once, for two machines would answer each other for ever. */
    private void notPaged(Contact sender, String number, IncidentCode code) {
        var person = sender.colleague().id();
        var what = unclear(person, code.value(), List.of());
        var incident = incidents.find(code);
        if (incident.isEmpty()) {
            pages.latestFor(person).ifPresent(page -> reply(sender, "sms", number, page, what));
            return;
        }
        if (record.of(code).stream()
                .anyMatch(
                        entry -> entry.kind().equals(NOT_PAGED) && entry.actor().equals(person))) {
            return;
        }
        record.append(code, NOT_PAGED, person, Map.of("person", person));
        var values = values(code, what);
        values.put("help", incident.get().state().running());
        reply(sender, "sms", number, code, words.of("page-reply", incident.get(), values));
    }

    /** What calls for them; when nothing does, that on which they are expected, for they may not come after all. */
    private List<Page> withoutCode(String person) {
        var open = pages.openFor(person);
        return open.isEmpty() ? pages.awaiting(person).stream().toList() : open;
    }

    /** With a code of an incident for which they were not paged they read which they were paged for. */
    private Map<String, ?> unclear(String person, @Nullable String code, List<IncidentCode> open) {
        var which = code == null
                ? open
                : pages.openFor(person).stream().map(Page::incident).distinct().toList();
        return Map.of(
                "which",
                codes(which),
                "none",
                which.isEmpty() && code == null,
                "unknown",
                code == null ? "" : code(code).value());
    }

    private static Map<String, ?> what(boolean comes, Became became) {
        return Map.of(
                "yours",
                became == Became.ACKNOWLEDGED || comes && became == Became.YOURS_ALREADY,
                "passed",
                became == Became.PASSED_ON,
                "over",
                became == Became.OVER,
                "else",
                became == Became.SOMEBODY_ELSE,
                "too",
                became == Became.CAME_TOO,
                "atWork",
                became == Became.AT_WORK);
    }

    /** The latest of this incident in which they were paged, whatever became of it. */
    private List<Page> of(IncidentCode code, String person) {
        return pages.of(code).stream()
                .filter(page -> pages.attempts(page.id()).stream()
                        .anyMatch(attempt -> attempt.person().equals(person) && attempt.notice() != null))
                .collect(Collectors.collectingAndThen(
                        Collectors.toList(),
                        all -> all.isEmpty() ? all : open(all).orElse(List.of(all.get(all.size() - 1)))));
    }

    private static Optional<List<Page>> open(List<Page> all) {
        var open = all.stream().filter(page -> page.state() == Page.State.OPEN).toList();
        return open.isEmpty() ? Optional.empty() : Optional.of(open);
    }

    private void reply(Contact sender, String channel, String address, Page page, Map<String, ?> what) {
        var values = values(page.incident(), what);
        values.put("by", page.acknowledgedBy() == null ? "" : people.nameOf(page.acknowledgedBy()));
        reply(
                sender,
                channel,
                address,
                page.incident(),
                words.of("page-reply", page, incidents.get(page.incident()), null, values));
    }

    private Map<String, Object> values(IncidentCode code, Map<String, ?> what) {
        var values = new HashMap<String, Object>(
                Map.of("yours", false, "passed", false, "over", false, "else", false, "too", false, "atWork", false));
        values.putAll(
                Map.of("none", false, "which", "", "unknown", "", "notUnderstood", false, "help", false, "by", ""));
        values.putAll(what);
        values.put(
                "meet", places.of(code).stream().map(MeetingPlaces.Place::where).collect(Collectors.joining(" · ")));
        return values;
    }

    private void reply(
            Contact sender, String channel, String address, IncidentCode code, Map<String, Content> contents) {
        var person = sender.colleague();
        var recipient = new Recipient("person:" + person.id(), address, person.language(), Map.of());
        dispatches.open(new Notice(
                code,
                channel,
                "page-reply",
                "on-call",
                new Composition(
                        contents, List.of(recipient), code + "/page", code + "/page-reply/" + UUID.randomUUID())));
    }

    private Optional<UUID> notice(String key) {
        return sentMessages
                .find(key)
                .filter(message -> message.message().equals(PageByNextWay.MESSAGE))
                .map(SentMessage::dispatch);
    }

    private static boolean has(Contact contact, String number) {
        return Stream.of(contact.primaryPhone(), contact.secondaryPhone())
                .filter(java.util.Objects::nonNull)
                .map(PhoneNumber::value)
                .anyMatch(number::equals);
    }

    private static IncidentCode code(String typed) {
        var parts = CODE.matcher(typed.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new IllegalStateException("'" + typed + "' was found to be a code.");
        }
        return new IncidentCode("INC-%s-%04d".formatted(parts.group(1), Integer.parseInt(parts.group(2))));
    }

    private static String codes(List<IncidentCode> open) {
        return open.stream().map(code -> "ACK " + code).collect(Collectors.joining(", "));
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), 160));
    }
}
