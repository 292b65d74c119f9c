package nl.draaiboek.delivery.phone;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.twilio.security.RequestValidator;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nl.draaiboek.delivery.CallEnded;
import nl.draaiboek.delivery.CallEnded.How;
import nl.draaiboek.delivery.KeyPressed;
import nl.draaiboek.delivery.MessageFailed;
import nl.draaiboek.delivery.OutgoingMessage;
import nl.draaiboek.delivery.SendingProcess;
import nl.draaiboek.delivery.SmsReceived;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Links;
import nl.draaiboek.support.AtOnce;
import nl.draaiboek.support.PhoneEvents;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** what providers tell us is theirs, is kept, and is told to the rooms once. */
@ScenarioTest
class HookTests {

    private static final String TOKEN = "tests-twilio-0123456789abcdef0123";
    private static final String KANNEL = "tests-kannel-0123456789abcdef0123456789";
    private static final String OTHER = "tests-other-0123456789abcdef0123456789";
    private static final String NUMBER = "+31612345601";

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    Scenario scenario;

    @Autowired
    SendingProcess sending;

    @Autowired
    CallBackAddresses addresses;

    @Autowired
    CallBacks callBacks;

    @Autowired
    CallBackHealth health;

    @Autowired
    PhoneEvents events;

    @Autowired
    Links links;

    @Autowired
    IncidentRecord record;

    @Autowired
    MeterRegistry figures;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void silence() {
        events.reset();
    }

    @Test
    void anSmsThatTwilioSignedIsToldOnceHoweverOftenItComes() throws Exception {
        var form = Map.of(
                "MessageSid", "SM1", "From", NUMBER, "To", "+3197010240000", "Body", "ack inc-2026-0001 – ik ga é");
        for (var time = 0; time < 3; time++) {
            var answer = twilio("/hooks/twilio/sms", form, TOKEN);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/xml;charset=UTF-8");
            assertThat(answer.body()).endsWith("<Response></Response>");
        }

        assertThat(events.heard())
                .containsExactly(new SmsReceived(
                        NUMBER,
                        "ack inc-2026-0001 – ik ga é",
                        "twilio",
                        "SM1",
                        scenario.clock().instant()));
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void whatComesInAtTheSameMomentIsOne() throws Exception {
        var form = Map.of("MessageSid", "SM2", "From", NUMBER, "Body", "ack");
        AtOnce.run(6, i -> () -> twilio("/hooks/twilio/sms", form, TOKEN).statusCode());

        assertThat(events.heard()).hasSize(1);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void nothingIsTakenWithoutTheSignatureOfTwilio() throws Exception {
        var form = Map.of("MessageSid", "SM3", "From", NUMBER, "Body", "ack");
        for (var answer : List.of(
                twilio("/hooks/twilio/sms", form, "another-token"),
                post("/hooks/twilio/sms", encoded(form), Map.of()),
                post(
                        "/hooks/twilio/sms",
                        encoded(Map.of("MessageSid", "SM3", "From", NUMBER, "Body", "iets anders")),
                        Map.of("X-Twilio-Signature", signature(links.to("/hooks/twilio/sms"), form, TOKEN))),
                post(
                        "/hooks/twilio/sms?x=1",
                        encoded(form),
                        Map.of("X-Twilio-Signature", signature(links.to("/hooks/twilio/sms"), form, TOKEN))))) {
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(new ObjectMapper().readTree(answer.body()).path("title").asText())
                    .isEqualTo("Who tells this?");
        }
        assertThat(events.heard()).isEmpty();
        assertThat(rows()).isZero();
    }

    @Test
    void ourSignatureIsTheOneThatTwiliosOwnLibraryTakes() {
        var address = Phone.ADDRESS + "/hooks/twilio/keys?message=" + Phone.KEY + "&attempt=1&until=1795226400";
        var form = Map.of("CallSid", "CA1", "Digits", "1", "From", NUMBER, "SpeechResult", "één & twéé");

        var ours = signature(address, form, TOKEN);

        assertThat(new RequestValidator(TOKEN).validate(address, form, ours)).isTrue();
        assertThat(new RequestValidator("another").validate(address, form, ours))
                .isFalse();
    }

    @Test
    void aKeyIsToldAndWhoPressedItIsThanked() throws Exception {
        var call = sent("call");
        var answer = twilio(at(addresses.of(TwilioCall.KEYS, call)), Map.of("CallSid", "CA1", "Digits", "1"), TOKEN);
        twilio(at(addresses.of(TwilioCall.KEYS, call)), Map.of("CallSid", "CA1", "Digits", "1"), TOKEN);

        assertThat(answer.body()).contains("Bedankt, dat is genoteerd.", "<Hangup/>");
        assertThat(events.heard()).containsExactly(new KeyPressed(call.key(), "1"));
    }

    @Test
    void aKeyThatMeansNothingIsAskedAgainTwiceAndToldToNobody() throws Exception {
        var call = sent("call");
        var address = at(addresses.of(TwilioCall.KEYS, call));
        for (var turn = 1; turn <= 2; turn++) {
            var answer = twilio(address, Map.of("CallSid", "CA1", "Digits", "5"), TOKEN)
                    .body();
            assertThat(answer).contains("Die toets betekent hier niets.", "Toets 1 om te bevestigen", "<Gather");
            address = at(answer.replaceAll("(?s).*action=\"([^\"]+)\".*", "$1").replace("&amp;", "&"));
        }
        assertThat(twilio(address, Map.of("CallSid", "CA1", "Digits", "5"), TOKEN)
                        .body())
                .doesNotContain("<Gather")
                .contains("<Hangup/>");
        assertThat(events.heard()).isEmpty();
    }

    @Test
    void aMachineThatTakesTheCallIsVoicemailAndNotAnAnswer() throws Exception {
        var call = sent("call");
        twilio(
                at(addresses.of(TwilioCall.MACHINE, call)),
                Map.of("CallSid", "CA1", "AnsweredBy", "machine_start"),
                TOKEN);
        twilio(at(addresses.of(TwilioCall.STATUS, call)), Map.of("CallSid", "CA1", "CallStatus", "completed"), TOKEN);

        assertThat(events.heard()).containsExactly(new CallEnded(call.key(), How.VOICEMAIL));
    }

    @Test
    void howACallEndedIsTold() throws Exception {
        var call = sent("call");
        var ends = new TreeMap<>(
                Map.of("completed", How.ANSWERED, "no-answer", How.NO_ANSWER, "busy", How.BUSY, "failed", How.FAILED));
        for (var end : ends.keySet()) {
            twilio(at(addresses.of(TwilioCall.STATUS, call)), Map.of("CallSid", "CA-" + end, "CallStatus", end), TOKEN);
            twilio(
                    at(addresses.of(TwilioCall.STATUS, call)),
                    Map.of("CallSid", "CA-r", "CallStatus", "ringing"),
                    TOKEN);
        }
        twilio(at(addresses.of(TwilioCall.MACHINE, call)), Map.of("CallSid", "CA-x", "AnsweredBy", "human"), TOKEN);

        assertThat(events.heard())
                .containsExactlyElementsOf(ends.values().stream()
                        .map(how -> (Object) new CallEnded(call.key(), how))
                        .toList());
    }

    @Test
    void anSmsThatDidNotArriveIsTold() throws Exception {
        var sms = sent("sms");
        var address = at(addresses.of(TwilioSms.STATUS, sms));
        twilio(address, Map.of("MessageSid", "SM1", "MessageStatus", "delivered"), TOKEN);
        twilio(address, Map.of("MessageSid", "SM1", "MessageStatus", "undelivered", "ErrorCode", "30003"), TOKEN);

        assertThat(events.heard())
                .containsExactly(new MessageFailed(sms.key(), "Twilio reports undelivered, error 30003."));
        assertThat(jdbc.sql("select d.state || ' ' || p.delivered || ' ' || p.failed from draaiboek.delivery d join"
                                + " draaiboek.dispatch p on p.id = d.dispatch")
                        .query(String.class)
                        .single())
                .as("no longer counted as delivered")
                .isEqualTo("failed 0 1");
        assertThat(record.of(java.util.Objects.requireNonNull(sms.incident())))
                .filteredOn(entry -> entry.kind().equals("delivery.not-arrived"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.details())
                        .containsEntry("why", "Twilio reports undelivered, error 30003.")
                        .doesNotContainValue(NUMBER));
    }

    @Test
    void anAddressIsGoodForADay() throws Exception {
        var call = sent("call");
        var address = at(addresses.of(TwilioCall.KEYS, call));
        var kannel = at(addresses.proven("/hooks/sms/kannel/status", call, KANNEL)) + "&state=2";
        scenario.clock().advance(Duration.ofDays(1));

        assertThat(twilio(address, Map.of("CallSid", "CA1", "Digits", "1"), TOKEN)
                        .statusCode())
                .isEqualTo(403);
        assertThat(get(kannel, Map.of()).statusCode()).isEqualTo(403);
        assertThat(events.heard()).isEmpty();
    }

    @Test
    void kannelTellsAnSmsWithItsTokenAndWhatBecameOfOursByTheAddressItWasGiven() throws Exception {
        var sms = sent("sms");
        assertThat(get("/hooks/sms/kannel?from=0031612345601&text=ACK%20inc%C3%A9&id=k1&token=" + KANNEL, Map.of())
                        .statusCode())
                .isEqualTo(204);
        var address = at(addresses.proven("/hooks/sms/kannel/status", sms, KANNEL));
        get(address + "&state=8", Map.of());
        get(address + "&state=2", Map.of());
        get(address + "&state=2", Map.of());

        assertThat(events.heard())
                .containsExactly(
                        new SmsReceived(
                                NUMBER,
                                "ACK incé",
                                "kannel",
                                "k1",
                                scenario.clock().instant()),
                        new MessageFailed(sms.key(), "kannel reports 2."));
        for (var forged : List.of(
                address.replace("attempt=1", "attempt=2") + "&state=2",
                address.replace("kannel", "other") + "&state=2",
                address.replaceAll("proof=.", "proof=x") + "&state=2",
                "/hooks/sms/kannel?from=31612345601&text=ACK&id=k2&token=" + OTHER,
                "/hooks/sms/nobody?from=31612345601&text=ACK&id=k2&token=" + KANNEL)) {
            assertThat(get(forged, Map.of()).statusCode()).as(forged).isEqualTo(403);
        }
        assertThat(events.heard()).hasSize(2);
    }

    @Test
    void aGatewayTellsAnSmsInAForm() throws Exception {
        assertThat(post(
                                "/hooks/sms/kannel",
                                "from=%2B31612345601&text=ACK+INC-2026-0002&id=f1",
                                Map.of("Authorization", "Bearer " + KANNEL))
                        .statusCode())
                .isEqualTo(204);
        var withToken = "from=%2B31612345601&text=ACK+INC-2026-0002&id=f2&token=";
        assertThat(post("/hooks/sms/kannel", withToken + KANNEL, Map.of()).statusCode())
                .isEqualTo(204);
        assertThat(post("/hooks/sms/kannel", withToken + OTHER, Map.of()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aGatewaySignsJsonInItsOwnWordsWithinFiveMinutes() throws Exception {
        var body = "{\"sender\":{\"msisdn\":\"31612345601\"},\"body\":\"ACK\",\"message_id\":\"o1\"}";
        var signed = signed("/hooks/sms/other", body, OTHER);
        assertThat(post("/hooks/sms/other", body, signed).statusCode()).isEqualTo(204);
        assertThat(post("/hooks/sms/other", body.replace("ACK", "NOK"), signed).statusCode())
                .isEqualTo(403);
        assertThat(post("/hooks/sms/kannel", body, signed).statusCode()).isEqualTo(403);
        assertThat(post("/hooks/sms/other", body, signed).statusCode())
                .as("again within the window: known")
                .isEqualTo(204);

        scenario.clock().advance(Duration.ofMinutes(5).plusSeconds(1));
        assertThat(post("/hooks/sms/other", body, signed).statusCode()).isEqualTo(403);
        assertThat(events.heard()).hasSize(1);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void aVoiceGatewayTellsKeysAndEndsInItsOwnWords() throws Exception {
        var call = sent("call");
        var secret = "tests-pbx-0123456789abcdef01234567890";
        var keys = at(addresses.proven("/hooks/call/pbx/keys", call, secret));
        assertThat(get(keys + "&key=9", Map.of()).statusCode()).isEqualTo(400);
        get(keys + "&key=2", Map.of());
        get(at(addresses.proven("/hooks/call/pbx/status", call, secret)) + "&state=17", Map.of());

        assertThat(events.heard())
                .containsExactly(new KeyPressed(call.key(), "2"), new CallEnded(call.key(), How.BUSY));
    }

    @Test
    void whatNoRoomCouldActOnIsKeptAndToldAgain() throws Exception {
        events.failWith(new IllegalStateException("nobody with " + NUMBER));
        assertThat(twilio("/hooks/twilio/sms", Map.of("MessageSid", "SM9", "From", NUMBER, "Body", "ack"), TOKEN)
                        .statusCode())
                .isEqualTo(200);
        assertThat(events.heard()).isEmpty();
        scenario.clock().advance(Duration.ofSeconds(61));
        assertThat(health.health().getStatus().getCode()).isEqualTo("DEGRADED");

        events.failWith(null);
        callBacks.actOnAll();
        callBacks.actOnAll();

        assertThat(events.heard()).hasSize(1);
        assertThat(health.health().getStatus().getCode()).isEqualTo("UP");
        assertThat(jdbc.sql("select attempts from draaiboek.call_back")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void moreThanAProviderSendsIsNotRead() throws Exception {
        assertThat(post("/hooks/twilio/sms", "Body=" + "x".repeat(70_000), Map.of())
                        .statusCode())
                .isEqualTo(413);
        var long_ = Map.of("MessageSid", "SM5", "From", NUMBER, "Body", "x".repeat(5_000));
        assertThat(twilio("/hooks/twilio/sms", long_, TOKEN).statusCode()).isEqualTo(200);
        assertThat(((SmsReceived) events.heard().get(0)).text()).hasSize(2_000);
    }

    /** seen by who needs it, and by nobody who reads a log or a figure. */
    @Test
    void noNumberStandsInALogOrAFigure() throws Exception {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var ours = (Logger) LoggerFactory.getLogger("nl.draaiboek");
        var level = ours.getLevel();
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        root.addAppender(lines);
        ours.setLevel(Level.TRACE);
        try {
            events.failWith(new IllegalStateException("nobody with " + NUMBER));
            twilio("/hooks/twilio/sms", Map.of("MessageSid", "SM9", "From", NUMBER, "Body", "ack"), TOKEN);
            twilio("/hooks/twilio/sms", Map.of("MessageSid", "SM8", "From", NUMBER), "another");
            get("/hooks/sms/kannel?from=31612345601&text=a&id=k9&token=" + KANNEL, Map.of());
            get("/hooks/sms/kannel?from=31612345601&text=a&id=k9&token=none", Map.of());
            var phone = new Phone(
                    Phone.NO_TWILIO,
                    Map.of("down", Phone.gateway("http://127.0.0.1:1/?to={to}&digits={digits}&text={text}")));
            phone.sms().send(Phone.message("Storing"));
            scenario.channelDown("sms", true);
            sent("sms");
            assertThat(lines.list).hasSizeGreaterThan(2);
            assertThat(withANumber(lines.list)).isEmpty();

            ours.warn("Nobody answers at {}.", NUMBER);
            ours.warn("Not sent.", new IllegalStateException("No answer of " + NUMBER));
            assertThat(withANumber(lines.list))
                    .as("the guard notices what it should")
                    .hasSize(2);
        } finally {
            ours.setLevel(level);
            root.detachAppender(lines);
        }
        assertThat(figures.getMeters())
                .allSatisfy(meter -> assertThat(meter.getId().toString()).doesNotContain("612345601"));
    }

    private static List<String> withANumber(List<ILoggingEvent> lines) {
        return lines.stream()
                .map(line -> line.getFormattedMessage()
                        + (line.getThrowableProxy() == null
                                ? ""
                                : line.getThrowableProxy().getMessage()))
                .filter(words -> words.contains("612345601"))
                .toList();
    }

    /** A message on its way, to which a provider answers. */
    private OutgoingMessage sent(String channel) {
        sending.saying("Wij onderzoeken het.");
        sending.start(sending.incident(), channel, NUMBER);
        scenario.deliver();
        var posts = scenario.posts(channel);
        return posts.isEmpty()
                ? Phone.message("Storing")
                : posts.get(posts.size() - 1).message();
    }

    private int rows() {
        return jdbc.sql("select count(*) from draaiboek.call_back")
                .query(Integer.class)
                .single();
    }

    private String at(String address) {
        return address.substring(links.to("").length());
    }

    private HttpResponse<String> twilio(String path, Map<String, String> form, String token) throws Exception {
        return post(path, encoded(form), Map.of("X-Twilio-Signature", signature(links.to(path), form, token)));
    }

    private static String signature(String address, Map<String, String> form, String token) {
        var fields = new TreeMap<String, List<String>>();
        form.forEach((name, value) -> fields.put(name, List.of(value)));
        return Proof.twilio(token, address, fields);
    }

    private Map<String, String> signed(String path, String body, String secret) {
        var at = Long.toString(scenario.clock().instant().getEpochSecond());
        return Map.of(
                "Content-Type",
                "application/json",
                GatewayHooks.SIGNATURE,
                "t=" + at + ",v1=" + Proof.hex(secret, at + "." + path + "." + body));
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private HttpResponse<String> get(String path, Map<String, String> headers) throws Exception {
        return ask(path, null, headers);
    }

    private HttpResponse<String> post(String path, String body, Map<String, String> headers) throws Exception {
        return ask(path, body, headers);
    }

    private HttpResponse<String> ask(String path, @Nullable String body, Map<String, String> headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (!headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
        }
        headers.forEach(request::header);
        request.method(
                body == null ? "GET" : "POST",
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
