package nl.draaiboek.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nl.draaiboek.incident.Links;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.HtmlUtils;

/**
 * Stands in for Twilio, and for the phones of everyone: shows each SMS and call, takes the reply or the key, and tells it to the
 * program with a signature, as Twilio would.
 */
@Profile("demo")
@RestController
@RequestMapping("/demo")
class DemoPhones {

    private static final Pattern SAY = Pattern.compile("<Say[^>]*>(.*?)</Say>", Pattern.DOTALL);
    private static final Pattern ACTION = Pattern.compile("action=\"([^\"]+)\"");
    private static final Pattern ROLL_CALL = Pattern.compile("VEILIG\\?|SAFE\\?");
    private static final Pattern CODE = Pattern.compile("INC-\\d{4}-\\d{4,}");

    private final Clock clock;
    private final Links links;
    private final String token;
    private final List<Item> items = new CopyOnWriteArrayList<>();
    private final Map<String, String> ends = new ConcurrentHashMap<>();
    private final AtomicLong number = new AtomicLong();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    DemoPhones(Clock clock, Links links, @Value("${draaiboek.twilio.auth-token}") String token) {
        this.clock = clock;
        this.links = links;
        this.token = token;
    }

    /** An SMS or a call that somebody would have got. */
    private record Item(String id, Instant at, boolean call, Map<String, String> fields) {

        String field(String name) {
            return fields.getOrDefault(name, "");
        }

        /** What is read or heard: said once, however often it is repeated. */
        String words() {
            return call
                    ? SAY.matcher(field("Twiml"))
                            .results()
                            .map(said -> HtmlUtils.htmlUnescape(said.group(1)))
                            .distinct()
                            .collect(Collectors.joining(" "))
                    : field("Body");
        }
    }

    @PostMapping(
            value = "/twilio/2010-04-01/Accounts/{account}/{resource:Messages|Calls}.json",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Map<String, Object>> create(
            @PathVariable String resource,
            @RequestHeader(value = "Authorization", defaultValue = "") String authorization,
            @RequestParam MultiValueMap<String, String> form) {
        if (!authorization.startsWith("Basic ")) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED).body(Map.of("code", 20003));
        }
        var call = resource.equals("Calls");
        var id = (call ? "CA" : "SM") + "%032x".formatted(clock.millis() * 1000 + number.incrementAndGet());
        items.add(0, new Item(id, clock.instant(), call, Map.copyOf(form.toSingleValueMap())));
        return ResponseEntity.status(HttpStatus.CREATED).body(Map.of("sid", id, "status", "queued"));
    }

    @GetMapping(value = "/phones", produces = MediaType.TEXT_HTML_VALUE)
    String phones() {
        return DemoPages.page(
                "Phones",
                "<p>" + items.size()
                        + " SMS and calls, newest first. None of them left this machine; what is answered here goes"
                        + " to Draaiboek as Twilio would tell it.</p>"
                        + items.stream().map(this::shown).collect(Collectors.joining()));
    }

    private String shown(Item item) {
        var end = ends.get(item.id());
        return "<article id='%s'><h2>%s to %s</h2><p>%s</p><small>%s%s</small>%s</article>"
                .formatted(
                        item.id(),
                        item.call() ? "Call" : "SMS",
                        HtmlUtils.htmlEscape(item.field("To")),
                        HtmlUtils.htmlEscape(item.words()),
                        DemoPages.at(item.at()),
                        end == null ? "" : " · " + HtmlUtils.htmlEscape(end),
                        item.call() ? (end == null ? callButtons(item) : "") : reply(item));
    }

    private static String callButtons(Item item) {
        return Map.of(
                        "a", "Answer and press 1",
                        "b", "Answer and press 2",
                        "c", "Answer and press nothing",
                        "d", "Voicemail takes it",
                        "e", "Busy",
                        "f", "No answer")
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(way -> "<button name=how value=%s>%s</button> ".formatted(way.getKey(), way.getValue()))
                .collect(Collectors.joining(
                        "", "<form method=post action='/demo/phones/" + item.id() + "'><p>", "</p></form>"));
    }

    private static String reply(Item item) {
        var code = CODE.matcher(item.words());
        return "<form method=post action='/demo/phones/%s'><p><label>Reply <input name=reply size=40 value='%s'></label> <button>Send</button></p></form>"
                .formatted(
                        item.id(),
                        ROLL_CALL.matcher(item.words()).find()
                                ? "VEILIG"
                                : code.find() ? "ACK " + code.group() : "ACK");
    }

    /** Somebody replies to an SMS, or does something with a phone that rings. */
    @PostMapping("/phones/{id}")
    ResponseEntity<Void> answer(
            @PathVariable String id, @RequestParam Optional<String> reply, @RequestParam Optional<String> how)
            throws IOException, InterruptedException {
        var item = items.stream()
                .filter(any -> any.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No such SMS or call"));
        var end = item.call() ? called(item, how.orElse("f")) : replied(item, reply.orElse(""));
        ends.put(id, end);
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/demo/phones#" + id))
                .build();
    }

    private String replied(Item item, String text) throws IOException, InterruptedException {
        var answer = tell(
                links.to("/hooks/twilio/sms"),
                Map.of(
                        "MessageSid",
                        "SM%032x".formatted(clock.millis() * 1000 + number.incrementAndGet()),
                        "From",
                        item.field("To"),
                        "To",
                        item.field("From"),
                        "Body",
                        text));
        return "replied: " + text + (answer.isEmpty() ? "" : " (" + answer + ")");
    }

    private String called(Item item, String how) throws IOException, InterruptedException {
        return switch (how) {
            case "a", "b" -> pressed(item, how.equals("a") ? "1" : "2");
            case "c" -> {
                took(item, "human");
                ended(item, "completed");
                yield "answered, no key pressed";
            }
            case "d" -> {
                took(item, "machine_start");
                ended(item, "completed");
                yield "voicemail took it";
            }
            case "e" -> {
                ended(item, "busy");
                yield "busy";
            }
            default -> {
                ended(item, "no-answer");
                yield "not answered";
            }
        };
    }

    private String pressed(Item item, String key) throws IOException, InterruptedException {
        took(item, "human");
        var action = ACTION.matcher(item.field("Twiml"));
        var heard = action.find()
                ? tell(HtmlUtils.htmlUnescape(action.group(1)), Map.of("CallSid", item.id(), "Digits", key))
                : "nothing was asked";
        ended(item, "completed");
        return "pressed " + key + " and heard: " + heard;
    }

    private void took(Item item, String by) throws IOException, InterruptedException {
        tell(item.field("AsyncAmdStatusCallback"), Map.of("CallSid", item.id(), "AnsweredBy", by));
    }

    private void ended(Item item, String status) throws IOException, InterruptedException {
        tell(item.field("StatusCallback"), Map.of("CallSid", item.id(), "CallStatus", status));
    }

    /** @return what is said in return, or why it was not taken */
    private String tell(String address, Map<String, String> fields) throws IOException, InterruptedException {
        var sorted = new TreeMap<>(fields);
        var signed = new StringBuilder(address);
        sorted.forEach((name, value) -> signed.append(name).append(value));
        var answer = client.send(
                HttpRequest.newBuilder(URI.create(address))
                        .timeout(Duration.ofSeconds(15))
                        .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                        .header("X-Twilio-Signature", signature(signed.toString()))
                        .POST(HttpRequest.BodyPublishers.ofString(sorted.entrySet().stream()
                                .map(field -> field.getKey() + "="
                                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                                .collect(Collectors.joining("&"))))
                        .build(),
                BodyHandlers.ofString());
        return answer.statusCode() / 100 == 2
                ? SAY.matcher(answer.body())
                        .results()
                        .map(said -> HtmlUtils.htmlUnescape(said.group(1)))
                        .collect(Collectors.joining(" "))
                : "Draaiboek answered " + answer.statusCode() + ": "
                        + answer.body().toLowerCase(Locale.ROOT);
    }

    private String signature(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA1.", e);
        }
    }
}
