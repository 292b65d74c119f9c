package nl.draaiboek.delivery.phone;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.BasicCredentials;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.twilio.http.HttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.type.PhoneNumber;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import nl.draaiboek.delivery.Content;
import nl.draaiboek.delivery.Keypad;
import nl.draaiboek.delivery.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Twilio's own library would have sent the same; and it is known what each answer means. */
class TwilioTests {

    private static final String MESSAGES = "/2010-04-01/Accounts/AC123/Messages.json";
    private static final String CALLS = "/2010-04-01/Accounts/AC123/Calls.json";

    private final WireMockServer twilio = new WireMockServer(options().dynamicPort());

    @BeforeEach
    void start() {
        twilio.start();
        twilio.stubFor(post(MESSAGES)
                .willReturn(okJson("{\"sid\":\"SM1\",\"status\":\"queued\"}").withStatus(201)));
        twilio.stubFor(post(CALLS)
                .willReturn(okJson("{\"sid\":\"CA1\",\"status\":\"queued\"}").withStatus(201)));
    }

    @AfterEach
    void stop() {
        twilio.stop();
    }

    @Test
    void sendsAnSmsAsTwiliosOwnLibraryDoes() {
        var text = "Storing in Haarlem: café zonder stroom. https://draaiboek.waddenhost.example/a?b=c&d=e";
        assertThat(phone().sms().send(Phone.message(text))).isEqualTo(new Outcome.Delivered("SM1"));
        var ours = twilio.getAllServeEvents().get(0);

        var library = new Library();
        Message.creator(new PhoneNumber(Phone.NUMBER), new PhoneNumber("Waddenhost"), text)
                .setStatusCallback(URI.create(form(ours).get("StatusCallback")))
                .create(library.client());

        assertThat(form(ours)).isEqualTo(library.form());
        assertThat(ours.getRequest().getUrl()).isEqualTo(library.path());
        assertThat(form(ours).get("StatusCallback"))
                .startsWith(Phone.ADDRESS + "/hooks/twilio/sms-status?message=" + Phone.KEY + "&attempt=1&until=");
        twilio.verify(
                1,
                postRequestedFor(urlEqualTo(MESSAGES))
                        .withBasicAuth(new BasicCredentials("AC123", "token-0123456789abcdef0123456789")));
    }

    @Test
    void callsAsTwiliosOwnLibraryDoes() throws Exception {
        assertThat(phone().call()
                        .send(Phone.message("Storing: <Haarlem> & meer. Zie https://status.waddenhost.example/x .")))
                .isEqualTo(new Outcome.Delivered("CA1"));
        var ours = twilio.getAllServeEvents().get(0);
        var library = new Library();
        var action = Phone.ADDRESS + "/hooks/twilio/keys?message=" + Phone.KEY + "&attempt=1&until="
                + (Phone.NOW.getEpochSecond() + 86_400);
        var asked =
                """
                <Gather input="dtmf" numDigits="1" timeout="6" method="POST" action="%s">\
                <Say language="nl-NL">Storing: &lt;Haarlem&gt; &amp; meer. Zie .</Say>\
                <Say language="nl-NL">Toets 1 om te bevestigen dat je het oppakt. Toets 2 om het door te geven.</Say></Gather>"""
                        .formatted(action.replace("&", "&amp;"));
        assertThat(Phone.xml(form(ours).getOrDefault("Twiml", "")))
                .isEqualTo(Phone.xml("<Response><Pause length=\"1\"/>" + asked.repeat(3)
                        + "<Say language=\"nl-NL\">Wij hebben geen keuze ontvangen. Tot ziens.</Say></Response>"));

        Call.creator(
                        new PhoneNumber(Phone.NUMBER),
                        new PhoneNumber("+3197010240000"),
                        new com.twilio.type.Twiml(form(ours).get("Twiml")))
                .setTimeout(25)
                .setMachineDetection("Enable")
                .setAsyncAmd("true")
                .setAsyncAmdStatusCallback(URI.create(form(ours).get("AsyncAmdStatusCallback")))
                .setAsyncAmdStatusCallbackMethod(com.twilio.http.HttpMethod.POST)
                .setStatusCallback(URI.create(form(ours).get("StatusCallback")))
                .setStatusCallbackMethod(com.twilio.http.HttpMethod.POST)
                .setStatusCallbackEvent(java.util.List.of("completed"))
                .create(library.client());
        assertThat(form(ours)).isEqualTo(library.form());
        assertThat(ours.getRequest().getUrl()).isEqualTo(library.path());
    }

    @Test
    void saysWhatIsRepeatedInTheLanguageOfWhoIsCalled() {
        phone().sms().send(Phone.again("Outage in Haarlem.", "en"));
        phone().call().send(Phone.again("Outage in Haarlem.", "en"));

        assertThat(form(twilio.getAllServeEvents().get(1))).containsEntry("Body", "(Repeated) Outage in Haarlem.");
        assertThat(form(twilio.getAllServeEvents().get(0)).get("Twiml"))
                .contains("<Say language=\"en-GB\">We may have called you about this before. Outage in Haarlem.</Say>")
                .contains("Press 1 to acknowledge. Press 2 to pass it on.")
                .doesNotContain("nl-NL");
    }

    @Test
    void asksWhatTheMessageAsksOrNothing() {
        var own = new Content(
                "Veilig?",
                "Bent u veilig?",
                null,
                Keypad.facts(Map.of("1", "als u veilig bent", "2", "als u hulp nodig hebt")));
        phone().call().send(Phone.message(own));
        phone().call().send(Phone.message(new Content("Voorbij", "Het is voorbij.", null, Keypad.facts(Map.of()))));

        assertThat(form(twilio.getAllServeEvents().get(1)).get("Twiml"))
                .contains("Toets 1 als u veilig bent. Toets 2 als u hulp nodig hebt.")
                .doesNotContain("oppakt");
        assertThat(form(twilio.getAllServeEvents().get(0)).get("Twiml"))
                .contains("Het is voorbij.")
                .doesNotContain("Gather", "Toets");
    }

    @Test
    void aLongTextStaysWithinWhatTwilioTakes() {
        phone().call().send(Phone.message("Het datacenter in Haarlem antwoordt niet meer. ".repeat(200)));

        assertThat(form(twilio.getAllServeEvents().get(0)).get("Twiml"))
                .hasSizeLessThanOrEqualTo(4_000)
                .contains("</Gather><Gather");
    }

    @Test
    void aNumberThatTwilioRefusesIsNoFaultOfTheChannel() {
        for (var code : new int[] {21211, 21610, 21614, 21408, 21617}) {
            answers(400, "{\"code\":" + code + ",\"message\":\"The 'To' number " + Phone.NUMBER + " is not valid.\"}");
            assertThat(phone().sms().send(Phone.message("Storing")))
                    .as("error " + code)
                    .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.why())
                            .contains("error " + code, "(number)")
                            .doesNotContain("612345"));
        }
    }

    @Test
    void whatIsWrongWithUsIsNoFaultOfTheNumber() {
        answers(401, "{\"code\":20003,\"message\":\"Authenticate\"}");
        assertThat(phone().sms().send(Phone.message("Storing"))).isInstanceOf(Outcome.ChannelDown.class);
        answers(404, "{\"code\":20404,\"message\":\"Not found\"}");
        assertThat(phone().sms().send(Phone.message("Storing"))).isInstanceOf(Outcome.ChannelDown.class);
        answers(400, "{\"code\":21606,\"message\":\"The From phone number is not valid\"}");
        assertThat(phone().sms().send(Phone.message("Storing"))).isInstanceOf(Outcome.ChannelDown.class);
    }

    @Test
    void waitsAsLongAsTwilioAsks() {
        twilio.stubFor(post(MESSAGES)
                .willReturn(okJson("{\"code\":20429}").withStatus(429).withHeader("Retry-After", "30")));
        assertThat(phone().sms().send(Phone.message("Storing")))
                .isInstanceOfSatisfying(Outcome.ChannelDown.class, down -> assertThat(down.retryAfter())
                        .isEqualTo(Duration.ofSeconds(30)));

        twilio.stubFor(post(MESSAGES)
                .willReturn(aResponse().withStatus(503).withHeader("Retry-After", "Sat, 21 Nov 2026 02:01:00 GMT")));
        assertThat(phone().sms().send(Phone.message("Storing")))
                .isInstanceOfSatisfying(Outcome.ChannelDown.class, down -> assertThat(down.retryAfter())
                        .isEqualTo(Duration.ofSeconds(60)));
    }

    @Test
    void doesNotKnowWhatBecameOfWhatWasNotAnswered() {
        for (var answer : new com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder[] {
            aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
            aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK),
            aResponse().withStatus(500),
            aResponse().withFixedDelay(6_000)
        }) {
            twilio.stubFor(post(CALLS).willReturn(answer));
            assertThat(phone().call().send(Phone.message("Storing"))).isInstanceOf(Outcome.Unknown.class);
        }
        twilio.stop();
        assertThat(phone("http://127.0.0.1:1").call().send(Phone.message("Storing")))
                .isInstanceOf(Outcome.ChannelDown.class);
    }

    @Test
    void anApiKeyOpensTheAccountInsteadOfTheToken() {
        var account = new PhoneSettings.Twilio(
                URI.create(twilio.baseUrl()), "AC123", "token-0123456789abcdef0123456789", "SK9", "key-secret");
        new Phone(account, Map.of()).sms().send(Phone.message("Storing"));

        twilio.verify(postRequestedFor(urlEqualTo(MESSAGES)).withBasicAuth(new BasicCredentials("SK9", "key-secret")));
        twilio.verify(0, postRequestedFor(urlEqualTo(MESSAGES)).withRequestBody(containing("token-")));
    }

    private void answers(int status, String body) {
        twilio.stubFor(post(MESSAGES).willReturn(okJson(body).withStatus(status)));
    }

    private Phone phone() {
        return phone(twilio.baseUrl());
    }

    private static Phone phone(String url) {
        return new Phone(
                new PhoneSettings.Twilio(URI.create(url), "AC123", "token-0123456789abcdef0123456789", null, null),
                Map.of());
    }

    private static Map<String, String> form(ServeEvent event) {
        return form(event.getRequest().getBodyAsString());
    }

    private static Map<String, String> form(String body) {
        var form = new TreeMap<String, String>();
        Arrays.stream(body.split("&"))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> form.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        return form;
    }

    /** Twilio's own, of which only what it would have sent is looked at. */
    private static final class Library extends HttpClient {

        private final java.util.List<Request> asked = new ArrayList<>();

        @Override
        public Response makeRequest(Request request) {
            asked.add(request);
            return new Response("{\"sid\":\"XX1\"}", 201);
        }

        TwilioRestClient client() {
            return new TwilioRestClient.Builder("AC123", "token-0123456789abcdef0123456789")
                    .httpClient(this)
                    .build();
        }

        Map<String, String> form() {
            return TwilioTests.form(asked.get(0).encodeFormBody());
        }

        String path() {
            return URI.create(asked.get(0).getUrl()).getPath();
        }
    }
}
