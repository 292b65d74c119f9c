package nl.draaiboek.response.outside;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.draaiboek.delivery.CallEnded;
import nl.draaiboek.delivery.KeyPressed;
import nl.draaiboek.delivery.Keypad;
import nl.draaiboek.delivery.MessageFailed;
import nl.draaiboek.delivery.NoticeSettled;
import nl.draaiboek.delivery.ReadsSms;
import nl.draaiboek.delivery.SentMessages;
import nl.draaiboek.delivery.SmsReceived;
import nl.draaiboek.people.OutsideContact;
import nl.draaiboek.people.OutsideHelp;
import nl.draaiboek.response.outside.OutsideCall.Attempt;
import nl.draaiboek.response.outside.OutsideCall.Outcome;
import nl.draaiboek.security.SignedLinks.Reading;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Somebody outside answers: by the link, the keys of a call, or {@code JA}, {@code YES}, {@code NEE}, {@code NO} by SMS. */
@Component
public class AnswerOutside implements ReadsSms {

    private static final Pattern YES =
            Pattern.compile("\\W*(ja|yes|ok|ack)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern NO =
            Pattern.compile("\\W*(nee|no|pass)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final OutsideCalls calls;
    private final CallOutsideHelp callOutsideHelp;
    private final TellOutside tell;
    private final OutsideWords words;
    private final OutsideHelp register;
    private final SentMessages sentMessages;

    AnswerOutside(
            OutsideCalls calls,
            CallOutsideHelp callOutsideHelp,
            TellOutside tell,
            OutsideWords words,
            OutsideHelp register,
            SentMessages sentMessages) {
        this.calls = calls;
        this.callOutsideHelp = callOutsideHelp;
        this.tell = tell;
        this.words = words;
        this.register = register;
        this.sentMessages = sentMessages;
    }

    /**
     * What a link is about.
     *
     * @param expired whether it is too late to answer by it
     * @param language of the reader
     * @param facts what is asked, in that language; see the page
     */
    public record Opened(
            Attempt attempt, OutsideCall call, boolean expired, String language, Map<String, String> facts) {

        /** Whether this contact is the one who comes. */
        public boolean theirs() {
            return attempt.contact().equals(call.answeredBy());
        }

        public boolean declined() {
            return attempt.outcome() == Outcome.DECLINED;
        }
    }

    /** What a link is about, used or not; nothing when it is not ours. Changes nothing. */
    @Transactional(readOnly = true)
    public Optional<Opened> open(String link) {
        var reading = words.read(link);
        if (reading instanceof Reading.Valid valid) {
            return opened(valid.subject(), false);
        }
        return reading instanceof Reading.Expired expired ? opened(expired.subject(), true) : Optional.empty();
    }

    private Optional<Opened> opened(String subject, boolean expired) {
        return Optional.of(subject)
                .filter(number -> number.matches("[0-9]{1,18}"))
                .flatMap(number -> calls.attempt(Long.parseLong(number)))
                .map(attempt -> {
                    var call = calls.get(attempt.call());
                    var language = register.find(attempt.contact())
                            .map(contact -> contact.contact().colleague().language())
                            .orElse("nl");
                    return new Opened(attempt, call, expired, language, words.facts(call, language));
                });
    }

    /** A link that was used acts no more, but that whoever said they cannot may still come. */
    @Transactional
    public void byLink(Opened opened, boolean comes) {
        calls.lock(opened.call().id());
        var attempt = opened.attempt().id();
        if (!opened.expired() && (calls.use(attempt) || comes && opened.declined())) {
            callOutsideHelp.answer(attempt, comes, "link");
        }
    }

    @EventListener
    @Transactional
    public void pressed(KeyPressed pressed) {
        notice(pressed.messageKey()).flatMap(calls::attempt).ifPresent(attempt -> {
            if (List.of(Keypad.ACKNOWLEDGE, Keypad.PASS_ON).contains(pressed.key())) {
                callOutsideHelp.answer(attempt.id(), pressed.key().equals(Keypad.ACKNOWLEDGE), "call");
            }
        });
    }

    @Override
    public boolean takes(SmsReceived sms) {
        return register.all().stream().anyMatch(contact -> has(contact, sms.from()));
    }

    @EventListener
    @Transactional
    public void replied(SmsReceived sms) {
        var comes = YES.matcher(sms.text()).matches();
        if (!comes && !NO.matcher(sms.text()).matches()) {
            return;
        }
        var senders = register.all().stream()
                .filter(contact -> has(contact, sms.from()))
                .toList();
        senders.stream()
                .flatMap(contact -> calls.waiting(contact.id()).stream())
                .findFirst()
                .or(() -> senders.stream()
                        .flatMap(contact ->
                                calls.last(contact.id(), calls.instant().minus(OutsideWords.LASTS)).stream())
                        .findFirst())
                .ifPresent(attempt -> {
                    callOutsideHelp.answer(attempt.id(), comes, "sms");
                    tell.noted(
                            register.find(attempt.contact()).orElseThrow(),
                            calls.get(attempt.call()),
                            sms.from(),
                            sms.providerId());
                });
    }

    @EventListener
    void settled(NoticeSettled settled) {
        if (settled.message().equals(CallOutsideHelp.MESSAGE)) {
            calls.attempt(settled.notice()).ifPresent(attempt -> callOutsideHelp.became(attempt, settled.reached()));
        }
    }

    /** Voicemail, or no key pressed, is no answer: the next way comes after its wait. */
    @EventListener
    @Transactional
    public void ended(CallEnded ended) {
        if (ended.how() == CallEnded.How.FAILED) {
            notReached(ended.messageKey());
        }
    }

    @EventListener
    @Transactional
    public void failed(MessageFailed failed) {
        notReached(failed.messageKey());
    }

    private void notReached(String key) {
        notice(key).flatMap(calls::attempt).ifPresent(attempt -> callOutsideHelp.became(attempt, false));
    }

    private Optional<UUID> notice(String key) {
        return sentMessages
                .find(key)
                .filter(message -> message.message().equals(CallOutsideHelp.MESSAGE))
                .map(SentMessages.SentMessage::dispatch);
    }

    private static boolean has(OutsideContact contact, String number) {
        return Stream.of(contact.contact().primaryPhone(), contact.contact().secondaryPhone())
                .anyMatch(phone -> phone != null && phone.value().equals(number));
    }
}
