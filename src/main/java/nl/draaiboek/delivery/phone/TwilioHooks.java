package nl.draaiboek.delivery.phone;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import nl.draaiboek.delivery.CallEnded.How;
import nl.draaiboek.delivery.Keypad;
import nl.draaiboek.delivery.SentMessages;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What Twilio tells us. Taken only with its signature, made with our auth token over the address and the whole form. */
@RestController
class TwilioHooks {

    private static final Map<String, How> ENDS = Map.of(
            "completed", How.ANSWERED,
            "no-answer", How.NO_ANSWER,
            "canceled", How.NO_ANSWER,
            "busy", How.BUSY,
            "failed", How.FAILED);

    private static final int MOST_TURNS = 3;
    private static final String TURN = "turn";

    private final PhoneSettings settings;
    private final CallBackAddresses addresses;
    private final CallBacks callBacks;
    private final SentMessages sent;
    private final Clock clock;

    TwilioHooks(
            PhoneSettings settings, CallBackAddresses addresses, CallBacks callBacks, SentMessages sent, Clock clock) {
        this.settings = settings;
        this.addresses = addresses;
        this.callBacks = callBacks;
        this.sent = sent;
        this.clock = clock;
    }

    /** Somebody sent an SMS to our number; its own setting at Twilio names this address. */
    @PostMapping("/hooks/twilio/sms")
    ResponseEntity<String> sms(HttpServletRequest request) throws IOException {
        var told = signed(request);
        var id = required(told, "MessageSid");
        callBacks.take(new CallBack(
                CallBack.Kind.SMS, PhoneSettings.TWILIO, id, id, null, required(told, "From"), told.field("Body")));
        return twiMl(TwiMl.NOTHING);
    }

    /** What became of an SMS that Twilio took. */
    @PostMapping(TwilioSms.STATUS)
    ResponseEntity<String> smsStatus(HttpServletRequest request) throws IOException {
        var told = inTime(signed(request));
        var status = required(told, "MessageStatus");
        if (status.equals("failed") || status.equals("undelivered")) {
            var id = required(told, "MessageSid");
            var error = told.field("ErrorCode");
            callBacks.take(new CallBack(
                    CallBack.Kind.FAILED,
                    PhoneSettings.TWILIO,
                    id,
                    id,
                    message(told),
                    null,
                    "Twilio reports " + status + (error.matches("\\d{1,6}") ? ", error " + error + "." : ".")));
        }
        return ResponseEntity.noContent().build();
    }

    /** What became of a call. */
    @PostMapping(TwilioCall.STATUS)
    ResponseEntity<String> callStatus(HttpServletRequest request) throws IOException {
        var told = inTime(signed(request));
        var how = ENDS.get(required(told, "CallStatus"));
        if (how != null) {
            ended(told, how == How.ANSWERED && isMachine(told) ? How.VOICEMAIL : how);
        }
        return ResponseEntity.noContent().build();
    }

    /** Whether a person or a machine took the call, a few seconds after it was taken. */
    @PostMapping(TwilioCall.MACHINE)
    ResponseEntity<String> machine(HttpServletRequest request) throws IOException {
        var told = inTime(signed(request));
        if (isMachine(told)) {
            ended(told, How.VOICEMAIL);
        }
        return ResponseEntity.noContent().build();
    }

    private static boolean isMachine(HookRequest told) {
        var by = told.field("AnsweredBy");
        return by.startsWith("machine") || by.equals("fax");
    }

    /** Once for each call: who a machine took it for is not told again when the machine has hung up. */
    private void ended(HookRequest told, How how) {
        var id = required(told, "CallSid");
        callBacks.take(
                new CallBack(CallBack.Kind.ENDED, PhoneSettings.TWILIO, id, id, message(told), null, how.name()));
    }

    /** Somebody pressed a key. */
    @PostMapping(TwilioCall.KEYS)
    ResponseEntity<String> keys(HttpServletRequest request) throws IOException {
        var told = inTime(signed(request));
        var id = required(told, "CallSid");
        var key = told.field("Digits");
        var message = sent.find(message(told)).orElseThrow(TwilioHooks::noSuchMessage);
        var keypad = Keypad.of(sent.content(message), message.language());
        var twiMl = new TwiMl(message.language(), settings.call().voices());
        if (keypad.keys().containsKey(key)) {
            callBacks.take(new CallBack(
                    CallBack.Kind.KEY, PhoneSettings.TWILIO, id, id + ":" + key, message.key(), null, key));
            return twiMl(twiMl.thank());
        }
        var turn = told.field(TURN).length() + 1;
        return twiMl(
                turn >= MOST_TURNS
                        ? TwiMl.document("<Hangup/>")
                        : twiMl.askAgain(Words.menu(keypad, message.language()), again(told, turn)));
    }

    /** The same address once more, and how often a wrong key was pressed. */
    private String again(HookRequest told, int turn) {
        var query = told.query().replaceAll("&" + TURN + "=[^&]*", "");
        return addresses.asked(TwilioCall.KEYS, query + "&" + TURN + "=" + "i".repeat(turn));
    }

    private HookRequest signed(HttpServletRequest request) throws IOException {
        var told = HookRequest.of(request);
        var token = PhoneSettings.text(settings.twilio().authToken());
        var given = told.header("X-Twilio-Signature");
        if (token.isEmpty() || given.isEmpty()) {
            throw HookRefusal.unsigned("The header X-Twilio-Signature is missing"
                    + (token.isEmpty() ? ", and no account at Twilio is set here." : "."));
        }
        var expected = Proof.twilio(token, addresses.asked(told.path(), told.query()), told.form());
        if (!Proof.same(expected, given)) {
            throw HookRefusal.unsigned(
                    "X-Twilio-Signature does not fit. It is made with the auth token over the address that"
                            + " Twilio was given: is DRAAIBOEK_ADDRESS the one at which Twilio reaches Draaiboek?");
        }
        return told;
    }

    /** The address is part of what was signed; it says how long it is good for. */
    private HookRequest inTime(HookRequest told) {
        if (!CallBackAddresses.good(told.field(CallBackAddresses.UNTIL), clock.instant())) {
            throw HookRefusal.unsigned("This comes too late: the address was good for a day.");
        }
        return told;
    }

    private static String message(HookRequest told) {
        return required(told, CallBackAddresses.KEY);
    }

    private static String required(HookRequest told, String field) {
        var value = told.field(field);
        if (value.isBlank() || value.length() > 200) {
            throw HookRefusal.unreadable("Expected " + field + ".");
        }
        return value;
    }

    private static HookRefusal noSuchMessage() {
        return HookRefusal.unreadable("This message is not known here.");
    }

    private static ResponseEntity<String> twiMl(String document) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_XML, java.nio.charset.StandardCharsets.UTF_8))
                .body(document);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(HookRefusal refusal) {
        return refusal.answer();
    }
}
