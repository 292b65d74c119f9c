package nl.draaiboek.response.paging;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nl.draaiboek.incident.Incident;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Links;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * From a webhook of Alertmanager to the phone at the bed and back, with only the providers' own side standing in: each request
 * that they get is accounted for, and there is no other.
 */
@Tag("fresh")
@ScenarioTest
class PagingThroughProvidersTests {

    private static final String TWILIO_TOKEN = "tests-twilio-0123456789abcdef0123";
    private static final String KANNEL_SECRET = "tests-kannel-0123456789abcdef0123456789";
    private static final Pattern KEYS = Pattern.compile("action=\"([^\"]+)\"");

    private static final WireMockServer TWILIO = new WireMockServer(options().dynamicPort());
    private static final WireMockServer KANNEL = new WireMockServer(options().dynamicPort());

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    Scenario scenario;

    @Autowired
    Incidents incidents;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Links links;

    private Night night;

    @DynamicPropertySource
    static void providers(DynamicPropertyRegistry settings) {
        TWILIO.start();
        KANNEL.start();
        settings.add("tests.phones", () -> "providers");
        settings.add("draaiboek.twilio.base-url", TWILIO::baseUrl);
        settings.add("draaiboek.sms.providers", () -> "kannel,twilio");
        settings.add("draaiboek.call.providers", () -> "twilio");
        settings.add(
                "draaiboek.sms.gateways.kannel.url",
                () -> KANNEL.baseUrl() + "/cgi-bin/sendsms?to={to}&text={text}&dlr-url={status-url}");
        settings.add("draaiboek.sms.gateways.kannel.method", () -> "GET");
    }

    @AfterAll
    static void stop() {
        TWILIO.stop();
        KANNEL.stop();
    }

    @BeforeEach
    void night(@Autowired AutowireCapableBeanFactory beans) {
        TWILIO.resetAll();
        KANNEL.resetAll();
        TWILIO.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(201).withBody("{\"sid\":\"one\"}")));
        KANNEL.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(202).withBody("0: Accepted for delivery")));
        night = beans.createBean(Night.class);
        night.onCall("hosting", "bram", "kehinde");
        night.reached("bram", "sms > call > mail");
        night.reached("kehinde", "call");
    }

    @Test
    void wakesTheNextWayThenTheNextPersonUntilAKeyIsPressedAndThenNobodyAnyMore() throws Exception {
        var incident = alert("haarlem");
        assertThat(sms(KANNEL)).containsExactly("bram");
        assertThat(query(KANNEL.getAllServeEvents().get(0).getRequest().getUrl(), "text"))
                .contains(incident.code().value(), "/p/");
        assertThat(TWILIO.getAllServeEvents()).isEmpty();

        pass(Duration.ofMinutes(1));
        assertThat(calls()).containsExactly("bram");
        var machine = twilio(field(lastCall(), "AsyncAmdStatusCallback"), Map.of("AnsweredBy", "machine_start"));
        assertThat(machine.statusCode()).isBetween(200, 204);
        scenario.deliver();
        assertThat(calls()).as("voicemail is no answer, and hurries nobody").containsExactly("bram");
        assertThat(night.paged()).isEmpty();

        pass(Duration.ofMinutes(1));
        assertThat(night.paged()).containsExactly("bram");
        pass(Duration.ofMinutes(3));
        assertThat(calls()).containsExactly("bram", "kehinde");

        KANNEL.stubFor(any(anyUrl())
                .withQueryParam("text", containing("Kehinde Oyelaran komt"))
                .willReturn(aResponse().withStatus(503)));
        var keys = KEYS.matcher(field(lastCall(), "Twiml").replace("&amp;", "&"));
        assertThat(keys.find()).isTrue();
        assertThat(twilio(keys.group(1), Map.of("Digits", "1")).body()).contains("<Response>");
        scenario.deliver();

        assertThat(night.page(incident.code()))
                .containsEntry("acknowledged_by", "kehinde")
                .containsEntry("acknowledged_way", "call");
        assertThat(sms(TWILIO))
                .as("the second provider takes over for the first")
                .containsExactly("bram");
        assertThat(texts()).singleElement().satisfies(text -> assertThat(text).contains("Kehinde Oyelaran komt"));
        assertThat(sms(KANNEL)).as("what came of her key").containsOnlyOnce("kehinde");

        var requests = TWILIO.getAllServeEvents().size();
        pass(Duration.ofMinutes(9));
        assertThat(TWILIO.getAllServeEvents()).as("nobody is called any more").hasSize(requests);
        assertThat(calls()).containsExactly("bram", "kehinde");
        assertThat(night.paged()).containsExactly("bram");
    }

    @Test
    void aReplyThroughTheGatewayEndsItAndALookFromOutsideDoesNot() throws Exception {
        var incident = alert("haarlem");
        var number = number("bram");
        var path = "/hooks/sms/kannel?from=" + encode(number) + "&id=7&text=" + encode("ACK " + incident.code());
        assertThat(get(path, null).statusCode()).as("without the secret").isEqualTo(403);
        assertThat(night.page(incident.code())).containsEntry("state", "OPEN");

        assertThat(get(path, KANNEL_SECRET).statusCode()).isBetween(200, 204);
        assertThat(get(path, KANNEL_SECRET).statusCode()).isBetween(200, 204);
        scenario.deliver();

        assertThat(night.page(incident.code()))
                .containsEntry("acknowledged_by", "bram")
                .containsEntry("acknowledged_way", "sms");
        pass(Duration.ofMinutes(9));
        assertThat(sms(KANNEL)).as("the page, and that the answer was heard").containsExactly("bram", "bram");
        assertThat(TWILIO.getAllServeEvents()).isEmpty();
        assertThat(night.paged()).isEmpty();
        assertThat(night.kinds(incident.code())).containsOnlyOnce("page.acknowledged");
    }

    @Test
    void anSmsOfWhichItsGatewayTellsThatItDidNotArriveMeansTheNextWayAtOnce() throws Exception {
        alert("haarlem");
        var told = query(KANNEL.getAllServeEvents().get(0).getRequest().getUrl(), "dlr-url");
        assertThat(get(own(told) + "&state=failed", null).statusCode()).isBetween(200, 204);
        scenario.deliver();

        assertThat(calls()).containsExactly("bram");
        assertThat(sms(KANNEL)).containsExactly("bram");
    }

    /** As Alertmanager posts it. */
    private Incident alert(String group) throws Exception {
        var body =
                """
                {"version":"4","groupKey":"%s","status":"firing","receiver":"draaiboek","alerts":[{"status":"firing",
                 "labels":{"alertname":"Datacenter Haarlem onbereikbaar","severity":"2","service":"webhosting"},
                 "annotations":{},"startsAt":"2026-11-21T01:57:30Z","fingerprint":"%s"}]}"""
                        .formatted(group, group);
        var answer = client.send(
                HttpRequest.newBuilder(at("/api/alerts/alertmanager"))
                        .header("Authorization", "Bearer " + Scenario.MONITORING_TOKEN)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        scenario.takeIn();
        scenario.deliver();
        assertThat(incidents.running()).hasSize(1);
        return incidents.running().get(0);
    }

    private void pass(Duration time) {
        night.passes(time);
    }

    /** To whom this provider was asked to send an SMS, first one first. */
    private List<String> sms(WireMockServer provider) {
        return requests(provider).stream()
                .filter(request -> !request.getUrl().contains("/Calls"))
                .map(request -> provider == KANNEL ? query(request.getUrl(), "to") : field(request, "To"))
                .map(this::person)
                .toList();
    }

    private List<String> calls() {
        return requests(TWILIO).stream()
                .filter(request -> request.getUrl().contains("/Calls"))
                .map(request -> person(field(request, "To")))
                .toList();
    }

    private LoggedRequest lastCall() {
        return requests(TWILIO).stream()
                .filter(request -> request.getUrl().contains("/Calls"))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    /** What went out as SMS by the second provider. */
    private List<String> texts() {
        return requests(TWILIO).stream()
                .filter(request -> request.getUrl().contains("/Messages"))
                .map(request -> field(request, "Body"))
                .toList();
    }

    private static List<LoggedRequest> requests(WireMockServer provider) {
        var requests = new ArrayList<LoggedRequest>();
        provider.getAllServeEvents().forEach(event -> requests.add(0, event.getRequest()));
        return requests;
    }

    private String person(String number) {
        return jdbc.sql("select person from draaiboek.contact where primary_phone = ?")
                .param(number)
                .query(String.class)
                .single();
    }

    private String number(String person) {
        return jdbc.sql("select primary_phone from draaiboek.contact where person = ?")
                .param(person)
                .query(String.class)
                .single();
    }

    private static String field(LoggedRequest request, String name) {
        return value(request.getBodyAsString(), name);
    }

    private static String query(String url, String name) {
        return value(url.substring(url.indexOf('?') + 1), name);
    }

    private static String value(String encoded, String name) {
        return Arrays.stream(encoded.split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + name + " in " + encoded));
    }

    /** As Twilio signs what it tells us. */
    private HttpResponse<String> twilio(String address, Map<String, String> told) throws Exception {
        var form = new TreeMap<>(told);
        form.put("CallSid", "one");
        var signed = address
                + form.entrySet().stream()
                        .map(field -> field.getKey() + field.getValue())
                        .collect(Collectors.joining());
        return client.send(
                HttpRequest.newBuilder(at(own(address)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("X-Twilio-Signature", hmac(signed))
                        .POST(HttpRequest.BodyPublishers.ofString(form.entrySet().stream()
                                .map(field -> field.getKey() + "=" + encode(field.getValue()))
                                .collect(Collectors.joining("&"))))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String hmac(String text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(TWILIO_TOKEN.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private HttpResponse<String> get(String path, @Nullable String secret) throws Exception {
        var request = HttpRequest.newBuilder(at(path));
        if (secret != null) {
            request.header("Authorization", "Bearer " + secret);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** The path of an address of ours as providers see it. */
    private String own(String address) {
        var base = links.to("");
        assertThat(address).startsWith(base);
        return address.substring(base.length());
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
