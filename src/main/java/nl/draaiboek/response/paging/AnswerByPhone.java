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
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.delivery.KeyPressed;
import nl.draaiboek.delivery.Keypad;
import nl.draaiboek.delivery.MessageFailed;
import nl.draaiboek.delivery.Notice;
import nl.draaiboek.delivery.Recipient;
import nl.draaiboek.delivery.SentMessages;
import nl.draaiboek.delivery.SentMessages.SentMessage;
import nl.draaiboek.delivery.SmsReceived;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.people.Contact;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.People;
import nl.draaiboek.people.PhoneNumber;
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
    private final Dispatches dispatches;
    private final IncidentRecord record;

    AnswerByPhone(
            SentMessages sentMessages,
            Pages pages,
            AnswerPage answerPage,
            FollowWays followWays,
            Directory directory,
            People people,
            Incidents incidents,
            PageWords words,
            Dispatches dispatches,
            IncidentRecord record) {
        this.sentMessages = sentMessages;
        this.pages = pages;
        this.answerPage = answerPage;
        this.followWays = followWays;
        this.directory = directory;
        this.people = people;
        this.incidents = incidents;
        this.words = words;
        this.dispatches = dispatches;
        this.record = record;
    }

    @EventListener
    @Transactional
    public void pressed(KeyPressed pressed) {
        notice(pressed.messageKey()).flatMap(pages::attempt).ifPresent(attempt -> {
            if (pressed.key().equals(Keypad.ACKNOWLEDGE)) {
                answerPage.acknowledge(attempt.page(), attempt.person(), "call");
            } else if (pressed.key().equals(Keypad.PASS_ON)) {
                answerPage.passOn(attempt.page(), attempt.person(), "call");
            }
        });
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
            LOG.warn("An SMS came in by {} from a number that nobody in the directory has.", sms.provider());
            return;
        }
        var reply = REPLY.matcher(sms.text().strip());
        if (reply.matches()) {
            answer(sender.get(), sms.from(), reply.group("come") != null, reply.group("code"));
        } else {
            var person = sender.get().colleague().id();
            pages.openFor(person)
                    .forEach(page -> record.append(
                            page.incident(),
                            "page.not-understood",
                            person,
                            Map.of("person", person, "text", cut(sms.text()))));
        }
    }

    private void answer(Contact sender, String number, boolean comes, @Nullable String code) {
        var person = sender.colleague().id();
        var meant = code == null ? pages.openFor(person) : of(code(code), person);
        var open = meant.stream().map(Page::incident).distinct().toList();
        if (open.size() != 1) {
            var last = pages.latestFor(person);
            last.ifPresent(page -> reply(sender, number, page, Map.of("which", codes(open), "none", open.isEmpty())));
            return;
        }
        for (var page : meant) {
            var became = comes
                    ? answerPage.acknowledge(page.id(), person, "sms")
                    : answerPage.passOn(page.id(), person, "sms");
            reply(
                    sender,
                    number,
                    pages.get(page.id()),
                    Map.of(
                            "yours", became == Became.ACKNOWLEDGED || became == Became.YOURS_ALREADY,
                            "passed", became == Became.PASSED_ON,
                            "over", became == Became.OVER,
                            "else", became == Became.SOMEBODY_ELSE));
        }
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

    private void reply(Contact sender, String number, Page page, Map<String, ?> what) {
        var values = new HashMap<String, Object>(
                Map.of("yours", false, "passed", false, "over", false, "else", false, "none", false, "which", ""));
        values.putAll(what);
        values.put("by", page.acknowledgedBy() == null ? "" : people.nameOf(page.acknowledgedBy()));
        var person = sender.colleague();
        var recipient = new Recipient("person:" + person.id(), number, person.language(), Map.of());
        dispatches.open(new Notice(
                page.incident(),
                "sms",
                "page-reply",
                "on-call",
                new Composition(
                        words.of("page-reply", page, incidents.get(page.incident()), null, values),
                        List.of(recipient),
                        page.incident() + "/page",
                        page.incident() + "/page-reply/" + UUID.randomUUID())));
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
