package nl.draaiboek.everyone;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.draaiboek.delivery.CallEnded;
import nl.draaiboek.delivery.KeyPressed;
import nl.draaiboek.delivery.MessageFailed;
import nl.draaiboek.delivery.NoticeSettled;
import nl.draaiboek.delivery.ReadsSms;
import nl.draaiboek.delivery.SentMessages;
import nl.draaiboek.delivery.SmsReceived;
import nl.draaiboek.everyone.TreeCall.Outcome;
import nl.draaiboek.people.Contact;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.People;
import nl.draaiboek.people.PhoneNumber;
import nl.draaiboek.people.Way;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Answers to a phone tree over the phone, which must do where mail and network are out: the keys of a call, and by SMS
 * {@code BEREIKT}, {@code VOICEMAIL}, {@code GEEN} or {@code REACHED}, {@code VOICEMAIL}, {@code NONE}, with the number of the call
 * where somebody has several to make. Whoever has none to make says by the first that they know.
 */
@Component
class ReportCallByPhone implements ReadsSms {

    private static final Pattern WORD = Pattern.compile(
            "\\W*(?:(?<reached>bereikt|reached)|(?<left>voicemail|bericht|message)|(?<none>geen|none))\\b\\D{0,20}(?<id>\\d{1,12})?.*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);

    private final PhoneTrees trees;
    private final ReportCall report;
    private final TellByTree tell;
    private final SentMessages sentMessages;
    private final Directory directory;
    private final People people;

    ReportCallByPhone(
            PhoneTrees trees,
            ReportCall report,
            TellByTree tell,
            SentMessages sentMessages,
            Directory directory,
            People people) {
        this.trees = trees;
        this.report = report;
        this.tell = tell;
        this.sentMessages = sentMessages;
        this.directory = directory;
        this.people = people;
    }

    /** Whether an SMS is meant for a phone tree. */
    static boolean meant(String text) {
        return WORD.matcher(text).matches();
    }

    @EventListener
    @Transactional
    public void pressed(KeyPressed pressed) {
        notice(pressed.messageKey()).flatMap(trees::byNotice).ifPresent(sent -> {
            var who = trees.person(sent.person()).orElseThrow();
            if (sent.kind().equals(TellByTree.TOLD) && pressed.key().equals("1")) {
                report.knows(who.id(), who.person(), "call");
            } else if (sent.kind().equals(TellByTree.ASKED)) {
                var call = Objects.requireNonNull(sent.call());
                outcome(pressed.key()).ifPresent(outcome -> report.report(call, outcome, who.person(), "call"));
            }
        });
    }

    @EventListener
    void settled(NoticeSettled settled) {
        if (settled.message().startsWith(TellByTree.PURPOSE + "-")) {
            trees.byNotice(settled.notice()).ifPresent(sent -> {
                trees.became(settled.notice(), settled.reached() ? "ARRIVED" : "FAILED");
                if (!settled.reached()) {
                    tell.byCallInstead(sent);
                }
            });
        }
    }

    @EventListener
    @Transactional
    public void failed(MessageFailed failed) {
        notice(failed.messageKey()).flatMap(trees::byNotice).ifPresent(sent -> {
            trees.became(sent.notice(), "FAILED");
            tell.byCallInstead(sent);
        });
    }

    @EventListener
    @Transactional
    public void ended(CallEnded ended) {
        notice(ended.messageKey()).ifPresent(notice -> {
            trees.became(notice, ended.how().name());
            trees.byNotice(notice).ifPresent(sent -> tell.nextByCall(sent.person()));
        });
    }

    @Override
    public boolean takes(SmsReceived sms) {
        return WORD.matcher(sms.text().strip()).matches()
                && directory.all().stream()
                        .filter(contact -> has(contact, sms.from()))
                        .map(contact -> contact.colleague().id())
                        .anyMatch(person -> !trees.running(person).isEmpty()
                                || trees.ended(person, trees.instant().minus(TellByTree.LASTS))
                                        .isPresent());
    }

    @EventListener
    @Transactional
    public void replied(SmsReceived sms) {
        var word = WORD.matcher(sms.text().strip());
        if (!word.matches()) {
            return;
        }
        var outcome = word.group("reached") != null
                ? Outcome.REACHED
                : word.group("left") != null ? Outcome.MESSAGE_LEFT : Outcome.NO_ANSWER;
        directory.all().stream()
                .filter(contact -> has(contact, sms.from()))
                .findFirst()
                .ifPresent(sender -> take(sender, sms.from(), outcome, word.group("id")));
    }

    private void take(Contact sender, String number, Outcome outcome, @Nullable String id) {
        var mine = trees.running(sender.colleague().id());
        if (mine.isEmpty()) {
            trees.ended(sender.colleague().id(), trees.instant().minus(TellByTree.LASTS))
                    .ifPresent(who -> takeLate(sender, number, who, outcome, id));
            return;
        }
        var open = mine.stream().flatMap(who -> trees.toMake(who.id()).stream()).toList();
        var meant = id == null
                ? open
                : mine.stream()
                        .flatMap(who -> trees.callsBy(who).stream())
                        .filter(call -> Long.toString(call.id()).equals(id))
                        .toList();
        var who = mine.get(0);
        if (meant.size() == 1) {
            report.report(meant.get(0).id(), outcome, who.person(), "sms");
            reply(sender, number, who, "taken", List.of());
        } else if (open.isEmpty() && outcome == Outcome.REACHED) {
            mine.forEach(waiting -> report.knows(waiting.id(), waiting.person(), "sms"));
            reply(sender, number, who, "known", List.of());
        } else {
            reply(sender, number, who, open.isEmpty() ? "nothing" : "which", open);
        }
    }

    /** It is over: what they say still counts, and they hear that nobody has to be called any more. */
    private void takeLate(Contact sender, String number, InTree who, Outcome outcome, @Nullable String id) {
        if (id != null) {
            trees.callsBy(who).stream()
                    .filter(call -> Long.toString(call.id()).equals(id))
                    .forEach(call -> report.report(call.id(), outcome, who.person(), "sms"));
        } else if (outcome == Outcome.REACHED) {
            report.knows(who.id(), who.person(), "sms");
        }
        reply(sender, number, who, "over", List.of());
    }

    private void reply(Contact sender, String number, InTree who, String kind, List<TreeCall> open) {
        var way = number.equals(sender.address(Way.SMS).orElse("")) ? Way.SMS : Way.SMS_SECOND;
        var what = new HashMap<String, Object>();
        for (var each : List.of("taken", "known", "nothing", "which", "over")) {
            what.put(each, each.equals(kind));
        }
        what.put(
                "choices",
                open.stream()
                        .map(call -> call.id() + " "
                                + people.nameOf(trees.person(call.callee())
                                        .orElseThrow()
                                        .person()))
                        .collect(Collectors.joining(", ")));
        tell.reply(trees.get(who.tree()), who, sender, way, Map.copyOf(what));
    }

    private static Optional<Outcome> outcome(String key) {
        return Optional.ofNullable(
                switch (key) {
                    case "1" -> Outcome.REACHED;
                    case "2" -> Outcome.MESSAGE_LEFT;
                    case "3" -> Outcome.NO_ANSWER;
                    default -> null;
                });
    }

    private Optional<UUID> notice(String key) {
        return sentMessages
                .find(key)
                .filter(message -> message.message().startsWith(TellByTree.PURPOSE + "-"))
                .map(SentMessages.SentMessage::dispatch);
    }

    private static boolean has(Contact contact, String number) {
        return Stream.of(contact.primaryPhone(), contact.secondaryPhone())
                .filter(Objects::nonNull)
                .map(PhoneNumber::value)
                .anyMatch(number::equals);
    }
}
