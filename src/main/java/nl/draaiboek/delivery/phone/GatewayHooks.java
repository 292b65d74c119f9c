package nl.draaiboek.delivery.phone;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import nl.draaiboek.delivery.CallEnded.How;
import nl.draaiboek.delivery.Keypad;
import nl.draaiboek.delivery.SentMessages;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * What other gateways tell us, in the address, a form or JSON. Taken only when the gateway's secret proves it, in one of three
 * ways: a signature with its time over address and body; the secret as a token, for what cannot sign; or the address that we gave
 * out with the message. GET is taken too, because many gateways, such as Kannel, tell nothing in any other way.
 */
@RestController
class GatewayHooks {

    /** {@code t=1795226400,v1=…}: HMAC-SHA256 with the secret over the time, the address after our host, and the body. */
    static final String SIGNATURE = "X-Draaiboek-Signature";

    private static final String TOKEN = "token";
    private static final Pattern SIGNED = Pattern.compile("t=([0-9]{1,12}),v1=([0-9a-f]{64})");
    private static final Duration WINDOW = Duration.ofMinutes(5);

    /** As gateways word it, in small letters; 2 and 16 are Kannel's. */
    private static final Set<String> SMS_FAILED =
            Set.of("failed", "undelivered", "undeliverable", "rejected", "expired", "deleted", "2", "16");

    private static final Map<String, How> ENDS = Map.ofEntries(
            Map.entry("answered", How.ANSWERED),
            Map.entry("completed", How.ANSWERED),
            Map.entry("no-answer", How.NO_ANSWER),
            Map.entry("canceled", How.NO_ANSWER),
            Map.entry("cancelled", How.NO_ANSWER),
            Map.entry("timeout", How.NO_ANSWER),
            Map.entry("busy", How.BUSY),
            Map.entry("voicemail", How.VOICEMAIL),
            Map.entry("machine", How.VOICEMAIL),
            Map.entry("failed", How.FAILED),
            Map.entry("error", How.FAILED));

    private final PhoneSettings settings;
    private final CallBacks callBacks;
    private final SentMessages sent;
    private final Clock clock;

    GatewayHooks(PhoneSettings settings, CallBacks callBacks, SentMessages sent, Clock clock) {
        this.settings = settings;
        this.callBacks = callBacks;
        this.sent = sent;
        this.clock = clock;
    }

    /** @param channel {@code sms} or {@code call} */
    static String status(String channel, String gateway) {
        return "/hooks/" + channel + "/" + gateway + "/status";
    }

    static String keys(String gateway) {
        return "/hooks/call/" + gateway + "/keys";
    }

    /** Somebody sent an SMS: {@code from}, {@code text} and {@code id}. */
    @RequestMapping(
            path = "/hooks/sms/{gateway}",
            method = {RequestMethod.GET, RequestMethod.POST})
    ResponseEntity<String> sms(@PathVariable String gateway, HttpServletRequest request) throws IOException {
        var told = shown(settings.sms().gateways().get(gateway), request, false);
        var id = told.required("id");
        callBacks.take(new CallBack(
                CallBack.Kind.SMS, gateway, id, id, null, number(told.required("from")), told.field("text")));
        return ResponseEntity.noContent().build();
    }

    /** What became of an SMS: {@code message} and {@code state}. */
    @RequestMapping(
            path = "/hooks/sms/{gateway}/status",
            method = {RequestMethod.GET, RequestMethod.POST})
    ResponseEntity<String> smsStatus(@PathVariable String gateway, HttpServletRequest request) throws IOException {
        var told = shown(settings.sms().gateways().get(gateway), request, true);
        var state = told.state();
        if (SMS_FAILED.contains(state)) {
            callBacks.take(new CallBack(
                    CallBack.Kind.FAILED,
                    gateway,
                    told.field("id"),
                    told.once(),
                    told.message(),
                    null,
                    gateway + " reports " + WithoutNumbers.in(state) + "."));
        }
        return ResponseEntity.noContent().build();
    }

    /** What became of a call: {@code message} and {@code state}. */
    @RequestMapping(
            path = "/hooks/call/{gateway}/status",
            method = {RequestMethod.GET, RequestMethod.POST})
    ResponseEntity<String> callStatus(@PathVariable String gateway, HttpServletRequest request) throws IOException {
        var told = shown(settings.call().gateways().get(gateway), request, true);
        var how = ENDS.get(told.state());
        if (how != null) {
            callBacks.take(new CallBack(
                    CallBack.Kind.ENDED, gateway, told.field("id"), told.once(), told.message(), null, how.name()));
        }
        return ResponseEntity.noContent().build();
    }

    /** Somebody pressed a key: {@code message} and {@code key}. */
    @RequestMapping(
            path = "/hooks/call/{gateway}/keys",
            method = {RequestMethod.GET, RequestMethod.POST})
    ResponseEntity<String> keys(@PathVariable String gateway, HttpServletRequest request) throws IOException {
        var told = shown(settings.call().gateways().get(gateway), request, true);
        var key = told.required("key");
        var message =
                sent.find(told.message()).orElseThrow(() -> HookRefusal.unreadable("This message is not known here."));
        if (!Keypad.of(sent.content(message), message.language()).keys().containsKey(key)) {
            throw HookRefusal.unreadable("The call had no key '" + (key.matches("[0-9*#]") ? key : "?") + "'.");
        }
        callBacks.take(new CallBack(
                CallBack.Kind.KEY, gateway, told.field("id"), told.once() + ":" + key, message.key(), null, key));
        return ResponseEntity.noContent().build();
    }

    /** @param aboutOurs whether an address that we gave out is proof enough */
    private Told shown(
            @org.jspecify.annotations.Nullable GatewaySettings gateway, HttpServletRequest request, boolean aboutOurs)
            throws IOException {
        var read = HookRequest.of(request);
        var secret = gateway == null ? "" : PhoneSettings.text(gateway.secret());
        if (gateway == null || secret.length() < GatewaySettings.SHORTEST_SECRET) {
            throw HookRefusal.unsigned("No gateway of this name has a secret here.");
        }
        if (signed(read, secret) || token(read, secret) || aboutOurs && ours(read, secret)) {
            return new Told(read, gateway);
        }
        throw HookRefusal.unsigned(
                "Expected the header " + SIGNATURE + " of the last five minutes, the secret of the gateway as"
                        + " bearer token or as parameter token, or an address that was given out with a message.");
    }

    private boolean signed(HookRequest read, String secret) {
        var signature = SIGNED.matcher(read.header(SIGNATURE));
        if (!signature.matches()) {
            return false;
        }
        var at = Instant.ofEpochSecond(Long.parseLong(signature.group(1)));
        var expected = Proof.hex(
                secret,
                signature.group(1) + "." + read.path() + (read.query().isEmpty() ? "" : "?" + read.query()) + "."
                        + read.body());
        return Proof.same(expected, signature.group(2))
                && Duration.between(at, clock.instant()).abs().compareTo(WINDOW) <= 0;
    }

    private static boolean token(HookRequest read, String secret) {
        var header = read.header(HttpHeaders.AUTHORIZATION);
        var given = header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? header.substring(7).strip()
                : read.field(TOKEN);
        return !given.isEmpty() && Proof.same(secret, given);
    }

    private boolean ours(HookRequest read, String secret) {
        var until = parameter(read, CallBackAddresses.UNTIL);
        if (!CallBackAddresses.good(until, clock.instant())) {
            return false;
        }
        var attempt = parameter(read, CallBackAddresses.ATTEMPT);
        var expected = CallBackAddresses.proof(
                secret,
                read.path(),
                CallBackAddresses.parameters(parameter(read, CallBackAddresses.KEY), attempt, until));
        return Proof.same(expected, parameter(read, CallBackAddresses.PROOF));
    }

    private static String parameter(HookRequest read, String name) {
        return Objects.requireNonNullElse(read.parameters().get(name), java.util.List.of(""))
                .get(0);
    }

    /** Many gateways leave the + out. */
    private static String number(String from) {
        var plain = from.strip().replaceAll("[\\s().-]", "");
        if (plain.matches("00[1-9][0-9]{6,14}")) {
            return "+" + plain.substring(2);
        }
        return plain.matches("[1-9][0-9]{9,14}") ? "+" + plain : plain;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(HookRefusal refusal) {
        return refusal.answer();
    }

    /** What a gateway told and has shown to come from it, by our names. */
    private record Told(HookRequest read, GatewaySettings gateway) {

        String field(String name) {
            return read.field(gateway.fields().getOrDefault(name, name));
        }

        String required(String name) {
            var value = field(name);
            if (value.isBlank() || value.length() > 200) {
                throw HookRefusal.unreadable("Expected " + gateway.fields().getOrDefault(name, name) + ".");
            }
            return value;
        }

        String message() {
            return required(CallBackAddresses.KEY);
        }

        String state() {
            var state = required("state").strip();
            return gateway.states()
                    .getOrDefault(state, state)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[_\\s]+", "-");
        }

        /** One call or SMS: by the gateway's own id, or the attempt of ours. */
        String once() {
            return message() + ":" + field(CallBackAddresses.ATTEMPT) + ":" + field("id");
        }
    }
}
