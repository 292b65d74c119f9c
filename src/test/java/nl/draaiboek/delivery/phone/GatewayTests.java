package nl.draaiboek.delivery.phone;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.BasicCredentials;
import java.util.List;
import java.util.Map;
import nl.draaiboek.delivery.Outcome;
import nl.draaiboek.delivery.Readiness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Any gateway that takes an HTTP request, by settings alone; and who takes over when one fails. */
class GatewayTests {

    private static final String KANNEL =
            "/cgi-bin/sendsms?username={user}&password={password}&from={from}&to={to}&text={text}"
                    + "&coding={coding}&charset=UTF-8&dlr-mask=31&dlr-url={status-url}";

    private final WireMockServer first = new WireMockServer(options().dynamicPort());
    private final WireMockServer second = new WireMockServer(options().dynamicPort());

    @BeforeEach
    void start() {
        first.start();
        second.start();
        first.stubFor(any(anyUrl()).willReturn(ok("0: Accepted for delivery").withStatus(202)));
        second.stubFor(any(anyUrl()).willReturn(ok("0: Accepted for delivery").withStatus(202)));
    }

    @AfterEach
    void stop() {
        first.stop();
        second.stop();
    }

    @Test
    void fillsAnAddressInTheMannerOfKannel() {
        var phone = new Phone(Phone.NO_TWILIO, Map.of("kannel", Phone.gateway(first.baseUrl() + KANNEL)));

        assertThat(phone.sms().send(Phone.message("Storing België & co: 100% + meer?")))
                .isEqualTo(new Outcome.Delivered(null));

        first.verify(
                1,
                getRequestedFor(urlPathEqualTo("/cgi-bin/sendsms"))
                        .withQueryParam("username", equalTo("draaiboek"))
                        .withQueryParam("password", equalTo("geheim"))
                        .withQueryParam("from", equalTo("Waddenhost"))
                        .withQueryParam("to", equalTo(Phone.NUMBER))
                        .withQueryParam("text", equalTo("Storing België & co: 100% + meer?"))
                        .withQueryParam("coding", equalTo("2"))
                        .withQueryParam(
                                "dlr-url",
                                matching("https://draaiboek\\.waddenhost\\.example/hooks/sms/kannel/status\\?message="
                                        + Phone.KEY + "&attempt=1&until=\\d+&proof=[0-9a-f]{64}")));
        assertThat(phone.figures
                        .counter("draaiboek.sms.segments", "provider", "kannel", "encoding", "UCS_2")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void fillsAJsonBodyAndFindsTheIdInTheAnswer() {
        first.stubFor(any(anyUrl()).willReturn(ok("{\"message\":{\"id\":\"m-17\"}}")));
        var gateway = Phone.gateway(
                first.baseUrl() + "/v1/send",
                "POST",
                "Content-Type: application/json | X-Sender: {from}",
                "{\"to\":\"{digits}\",\"text\":\"{text}\"}",
                "/message/id");

        assertThat(new Phone(Phone.NO_TWILIO, Map.of("provider", gateway))
                        .sms()
                        .send(Phone.message("Zaal \"2\"\nstroom weg")))
                .isEqualTo(new Outcome.Delivered("m-17"));

        first.verify(
                1,
                postRequestedFor(urlPathEqualTo("/v1/send"))
                        .withBasicAuth(new BasicCredentials("draaiboek", "geheim"))
                        .withHeader("X-Sender", equalTo("Waddenhost"))
                        .withRequestBody(
                                equalToJson("{\"to\":\"31612345601\",\"text\":\"Zaal \\\"2\\\"\\nstroom weg\"}")));
    }

    @Test
    void readsAnAnswerAsTheSettingsSay() {
        assertThat(answered(202, "0: Accepted")).isInstanceOf(Outcome.Delivered.class);
        assertThat(answered(400, "Bad number " + Phone.NUMBER))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.why())
                        .isEqualTo("kannel answers 400: Bad number (number)"));
        assertThat(answered(403, "Authorization failed")).isInstanceOf(Outcome.ChannelDown.class);
        assertThat(answered(503, "Temporal failure")).isInstanceOf(Outcome.ChannelDown.class);
        assertThat(answered(500, "")).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void aGatewayThatAlwaysAnswers200IsReadByItsWords() {
        var gateway = new GatewaySettings(
                first.baseUrl() + "/send?to={to}",
                "GET",
                "",
                "",
                null,
                null,
                null,
                "200",
                "",
                "",
                "^OK",
                "^ERR 105",
                "^ERR 9\\d\\d",
                "^OK (\\w+)",
                null,
                Map.of(),
                Map.of());
        var phone = new Phone(Phone.NO_TWILIO, Map.of("cheap", gateway));
        for (var expected : Map.of(
                        "OK a7", new Outcome.Delivered("a7").getClass(),
                        "ERR 105 no such subscriber", Outcome.Refused.class,
                        "ERR 901 busy", Outcome.ChannelDown.class,
                        "no credit", Outcome.ChannelDown.class)
                .entrySet()) {
            first.stubFor(any(anyUrl()).willReturn(ok(expected.getKey())));
            assertThat(new Phone(Phone.NO_TWILIO, Map.of("cheap", gateway))
                            .sms()
                            .send(Phone.message("Storing")))
                    .as(expected.getKey())
                    .isInstanceOf(expected.getValue());
        }
        assertThat(phone.sms().channel().readiness().on()).isTrue();
    }

    @Test
    void theSecondTakesOverAtOnceAndTheFirstIsLeftAloneForAWhile() {
        var phone = both();
        first.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(403)));

        for (var time = 0; time < 5; time++) {
            assertThat(phone.sms().send(Phone.message("Storing"))).isEqualTo(new Outcome.Delivered(null));
        }

        first.verify(2, getRequestedFor(anyUrl()));
        second.verify(5, getRequestedFor(anyUrl()));
        assertThat(phone.sms().channel().trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("a answers 403"));

        first.stubFor(any(anyUrl()).willReturn(ok()));
        phone.clock.advance(java.time.Duration.ofSeconds(3));
        phone.sms().send(Phone.message("Storing"));
        first.verify(3, getRequestedFor(anyUrl()));
        second.verify(5, getRequestedFor(anyUrl()));
        assertThat(phone.sms().channel().trouble()).isEmpty();
    }

    @Test
    void aRefusedNumberIsNotAskedOfTheSecondAndClosesNothing() {
        var phone = both();
        first.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(400)));

        for (var time = 0; time < 5; time++) {
            assertThat(phone.sms().send(Phone.message("Storing"))).isInstanceOf(Outcome.Refused.class);
        }

        first.verify(5, getRequestedFor(anyUrl()));
        second.verify(0, getRequestedFor(anyUrl()));
    }

    @Test
    void whatMayHaveGoneOutGoesOnceMoreThroughTheOther() {
        var phone = both();
        first.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(500)));

        assertThat(phone.sms().send(Phone.message("Storing"))).isInstanceOf(Outcome.Unknown.class);
        second.verify(0, getRequestedFor(anyUrl()));
        assertThat(phone.sms().send(Phone.again("Storing", "nl"))).isEqualTo(new Outcome.Delivered(null));

        first.verify(1, getRequestedFor(anyUrl()));
        second.verify(1, getRequestedFor(anyUrl()).withQueryParam("text", equalTo("(Herhaling) Storing")));
    }

    @Test
    void isDownWhenAllAreAndRestsUntilTheFirstMayBeAskedAgain() {
        var phone = both();
        first.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(429).withHeader("Retry-After", "90")));
        second.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503).withHeader("Retry-After", "40")));

        assertThat(phone.sms().send(Phone.message("Storing")))
                .isInstanceOfSatisfying(Outcome.ChannelDown.class, down -> {
                    assertThat(down.retryAfter()).isEqualTo(java.time.Duration.ofSeconds(40));
                    assertThat(down.why()).contains("a answers 429", "b answers 503");
                });
        phone.sms().send(Phone.message("Storing"));
        first.verify(1, getRequestedFor(anyUrl()));
        second.verify(1, getRequestedFor(anyUrl()));
    }

    @Test
    void aVoiceGatewayGetsTheSpokenWordsTheKeysAndWhereToTellThem() {
        var gateway = Phone.gateway(
                first.baseUrl()
                        + "/call?to={to}&say={text}&lang={language}&keys={keys}&ring={ring-seconds}&tell={keys-url}&end={status-url}");
        new Phone(Phone.NO_TWILIO, Map.of("pbx", gateway)).call().send(Phone.message("Storing in Haarlem."));

        first.verify(
                1,
                getRequestedFor(urlPathEqualTo("/call"))
                        .withQueryParam(
                                "say",
                                equalTo("Storing in Haarlem. Toets 1 om te bevestigen dat je het oppakt."
                                        + " Toets 2 om het door te geven."))
                        .withQueryParam("keys", equalTo("12"))
                        .withQueryParam("ring", equalTo("25"))
                        .withQueryParam("tell", matching(".*/hooks/call/pbx/keys\\?message=.*&proof=.*"))
                        .withQueryParam("end", matching(".*/hooks/call/pbx/status\\?message=.*&proof=.*")));
    }

    @Test
    void isOffAndSaysWhatToSet() {
        assertThat(readiness(Phone.NO_TWILIO, Map.of(), List.of(), "Waddenhost"))
                .isEqualTo(
                        Readiness.off(
                                "No provider: set DRAAIBOEK_TWILIO_ACCOUNT_SID, DRAAIBOEK_TWILIO_AUTH_TOKEN and"
                                        + " DRAAIBOEK_SMS_FROM, or DRAAIBOEK_SMS_GATEWAYS_<NAME>_URL for a gateway (docs/phone.md)."));
        var account = new PhoneSettings.Twilio(java.net.URI.create("http://127.0.0.1:1"), "AC1", "token", null, null);
        assertThat(readiness(account, Map.of(), List.of(), "Waddenhost hosting").why())
                .contains("DRAAIBOEK_SMS_FROM is no sender");
        assertThat(readiness(account, Map.of(), List.of("kannel"), "Waddenhost").why())
                .contains("names 'kannel'", "[twilio]");
        assertThat(readiness(account, Map.of("kannel", Phone.gateway("http://x/?a={nobody}")), List.of(), "W")
                        .why())
                .contains("Gateway kannel asks for [nobody]");
        assertThat(readiness(account, Map.of("kannel", Phone.gateway("kannel:13013")), List.of(), "W")
                        .why())
                .contains("DRAAIBOEK_SMS_GATEWAYS_KANNEL_URL");
        assertThat(readiness(account, Map.of(), List.of(), "Waddenhost")).isEqualTo(Readiness.ready());
    }

    private static Readiness readiness(
            PhoneSettings.Twilio twilio, Map<String, GatewaySettings> gateways, List<String> order, String from) {
        return new Phone(twilio, gateways, order, from, new nl.draaiboek.incident.Links(Phone.ADDRESS))
                .sms()
                .channel()
                .readiness();
    }

    private Phone both() {
        return new Phone(
                Phone.NO_TWILIO,
                Map.of(
                        "a", Phone.gateway(first.baseUrl() + "/?to={to}&text={text}"),
                        "b", Phone.gateway(second.baseUrl() + "/?to={to}&text={text}")));
    }

    private Outcome answered(int status, String body) {
        first.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withBody(body)));
        return new Phone(Phone.NO_TWILIO, Map.of("kannel", Phone.gateway(first.baseUrl() + KANNEL)))
                .sms()
                .send(Phone.message("Storing"));
    }
}
