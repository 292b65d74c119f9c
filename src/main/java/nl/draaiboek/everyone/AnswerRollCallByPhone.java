package nl.draaiboek.everyone;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.draaiboek.delivery.CallEnded;
import nl.draaiboek.delivery.KeyPressed;
import nl.draaiboek.delivery.MessageFailed;
import nl.draaiboek.delivery.NoticeSettled;
import nl.draaiboek.delivery.ReadsSms;
import nl.draaiboek.delivery.SentMessages;
import nl.draaiboek.delivery.SmsReceived;
import nl.draaiboek.people.Contact;
import nl.draaiboek.people.Directory;
import nl.draaiboek.people.PhoneNumber;
import nl.draaiboek.people.Way;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Answers to a roll call over the phone: the keys of a call, and {@code VEILIG}, {@code SAFE}, {@code HULP} or {@code HELP} by SMS,
 * with the number of the roll call where somebody wants to say which. An answer counts for all that ask this person:
 * who is safe is safe. In doubt it is a call for help: "not safe" and "no" are, and anything with the word help in it. Whoever says
 * something else is told which words to use; whoever needs help says more of where they are. Whether somebody who was called to help
 * goes, {@link AnswerHelpCall} hears first.
 */
@Component
class AnswerRollCallByPhone implements ReadsSms {

    private static final Pattern HELP = Pattern.compile(
            "\\b(hulp|help|sos|gewond|injured|onveilig|unsafe|trapped|vast)\\b|\\b(niet|not|geen|no)\\s+(veilig|safe|ok)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern SAFE = Pattern.compile(
            "(?:ja|yes|ik ben|i am|i'm)?\\W*(?:veilig|safe)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    private static final Pattern NO = Pattern.compile("\\W*(?:nee|no|nope|niet)\\W*", Pattern.CASE_INSENSITIVE);
    private static final Pattern TO_A_PAGE = Pattern.compile("\\W*(?:ack|pass)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("(?:veilig|safe|hulp|help|ok)\\W{0,3}(\\d{1,9})\\b");

    private final RollCalls rollCalls;
    private final AnswerRollCall answer;
    private final AnswerHelpCall answerHelpCall;
    private final SentMessages sentMessages;
    private final Directory directory;
    private final SendByWay sendByWay;
    private final RollCallWords words;
    private final HeardFrom heardFrom;

    AnswerRollCallByPhone(
            RollCalls rollCalls,
            AnswerRollCall answer,
            AnswerHelpCall answerHelpCall,
            SentMessages sentMessages,
            Directory directory,
            SendByWay sendByWay,
            RollCallWords words,
            HeardFrom heardFrom) {
        this.heardFrom = heardFrom;
        this.rollCalls = rollCalls;
        this.answer = answer;
        this.answerHelpCall = answerHelpCall;
        this.sentMessages = sentMessages;
        this.directory = directory;
        this.sendByWay = sendByWay;
        this.words = words;
    }

    @EventListener
    @Transactional
    public void pressed(KeyPressed pressed) {
        notice(pressed.messageKey()).flatMap(rollCalls::byNotice).ifPresent(asked -> {
            if (pressed.key().equals("1")) {
                answer.safe(asked.id(), asked.person(), "call");
            } else if (pressed.key().equals("2")) {
                answer.needsHelp(asked.id(), asked.person(), "call", "");
            }
        });
    }

    @EventListener
    void settled(NoticeSettled settled) {
        if (settled.message().equals(CallRoll.MESSAGE)) {
            rollCalls.became(settled.notice(), settled.reached() ? "ARRIVED" : "FAILED");
        }
    }

    @EventListener
    @Transactional
    public void ended(CallEnded ended) {
        notice(ended.messageKey())
                .ifPresent(notice -> rollCalls.became(notice, ended.how().name()));
    }

    @EventListener
    @Transactional
    public void failed(MessageFailed failed) {
        notice(failed.messageKey()).ifPresent(notice -> rollCalls.became(notice, "FAILED"));
    }

    /** What an SMS says to a roll call. */
    enum Said {
        SAFE,
        HELP,
        NOTHING
    }

    static Said read(String text) {
        var plain = text.strip().toLowerCase(Locale.ROOT);
        if (HELP.matcher(plain).find()) {
            return Said.HELP;
        }
        return SAFE.matcher(plain).matches() ? Said.SAFE : Said.NOTHING;
    }

    @Override
    public boolean takes(SmsReceived sms) {
        return sender(sms)
                .map(sender -> sender.colleague().id())
                .filter(person -> !rollCalls.running(person).isEmpty()
                                && (read(sms.text()) != Said.NOTHING
                                        || !TO_A_PAGE.matcher(sms.text()).lookingAt()
                                                && (!waitedFor(person).isEmpty()
                                                        || !inNeed(person).isEmpty()))
                        || answerHelpCall.takes(person, sms.text()))
                .isPresent();
    }

    @Override
    public boolean takesFirst(SmsReceived sms) {
        return sender(sms)
                .map(sender -> sender.colleague().id())
                .filter(person -> answerHelpCall.takes(person, sms.text()))
                .isPresent();
    }

    @EventListener
    @Transactional
    public void replied(SmsReceived sms) {
        sender(sms).ifPresent(sender -> replied(sender, sms.from(), sms.text()));
    }

    private Optional<Contact> sender(SmsReceived sms) {
        return directory.all().stream()
                .filter(contact -> has(contact, sms.from()))
                .findFirst();
    }

    private void replied(Contact sender, String number, String text) {
        var person = sender.colleague().id();
        var waited = waitedFor(person);
        var plain = read(text);
        if (plain == Said.NOTHING
                && answerHelpCall.replied(sender, way(sender, number), text, askedAfterHelp(waited))) {
            return;
        }
        var said = waited.isEmpty() || !NO.matcher(text).matches() ? plain : Said.HELP;
        if (said != Said.NOTHING) {
            meant(person, text).ifPresent(asked -> {
                take(asked, said, text);
                reply(sender, number, asked, said);
            });
        } else if (!TO_A_PAGE.matcher(text).lookingAt() && !ReportCallByPhone.meant(text)) {
            var inNeed = inNeed(person);
            inNeed.stream().findFirst().ifPresent(asked -> answer.note(asked.id(), text));
            heardFrom.keep(sender, "sms");
            Stream.concat(inNeed.stream(), waited.stream())
                    .findFirst()
                    .ifPresent(asked -> reply(sender, number, asked, inNeed.isEmpty() ? Said.NOTHING : Said.HELP));
        } else {
            heardFrom.heard(sender, "sms", way(sender, number));
        }
    }

    /** Whether they were asked how they are themselves after somebody last came to need help. */
    private boolean askedAfterHelp(List<Asked> waited) {
        var help = rollCalls.needingHelp().stream().map(Asked::at).findFirst();
        return waited.stream()
                .flatMap(asked -> rollCalls.attempts(asked.id()).stream())
                .anyMatch(
                        attempt -> help.filter(at -> !attempt.at().isAfter(at)).isEmpty());
    }

    /** Where they said that they need help. */
    private List<Asked> inNeed(String person) {
        return rollCalls.running(person).stream()
                .filter(asked -> asked.safety() == Safety.NEEDS_HELP)
                .toList();
    }

    /** Where an answer of this person is still waited for. */
    private List<Asked> waitedFor(String person) {
        return rollCalls.running(person).stream()
                .filter(asked -> asked.safety() == Safety.NO_ANSWER || asked.safety() == Safety.PASSED_ON)
                .filter(asked -> rollCalls.get(asked.rollCall()).endedAt() == null)
                .toList();
    }

    private void take(Asked asked, Said said, String text) {
        var more = text.strip().contains(" ") ? text : "";
        if (said == Said.HELP) {
            answer.needsHelp(asked.id(), asked.person(), "sms", more);
        } else {
            answer.safe(asked.id(), asked.person(), "sms");
            if (!more.isEmpty()) {
                answer.note(asked.id(), more);
            }
        }
    }

    private Optional<Asked> meant(String person, String text) {
        var number = NUMBER.matcher(text.toLowerCase(Locale.ROOT));
        var named = number.find() ? rollCalls.asked(Long.parseLong(number.group(1)), person) : Optional.<Asked>empty();
        return named.or(() -> rollCalls.running(person).stream().findFirst());
    }

    /** Back to the number that it came from, so that they know it is known. */
    private void reply(Contact sender, String number, Asked asked, Said said) {
        var way = way(sender, number);
        var rollCall = rollCalls.get(asked.rollCall());
        sendByWay.send(
                sender,
                way,
                "roll-call-reply",
                words.of(
                        "roll-call-reply",
                        rollCall,
                        Map.of("help", said == Said.HELP, "unclear", said == Said.NOTHING, "link", words.link(asked))),
                "roll-call/" + rollCall.id(),
                "roll-call/reply/" + UUID.randomUUID());
    }

    private static Way way(Contact sender, String number) {
        return number.equals(sender.address(Way.SMS).orElse("")) ? Way.SMS : Way.SMS_SECOND;
    }

    private Optional<UUID> notice(String key) {
        return sentMessages
                .find(key)
                .filter(message -> message.message().equals(CallRoll.MESSAGE))
                .map(SentMessages.SentMessage::dispatch);
    }

    private static boolean has(Contact contact, String number) {
        return Stream.of(contact.primaryPhone(), contact.secondaryPhone())
                .filter(Objects::nonNull)
                .map(PhoneNumber::value)
                .anyMatch(number::equals);
    }
}
