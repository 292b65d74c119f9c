package nl.draaiboek.everyone;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Links;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.camunda.bpm.engine.IdentityService;
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
 * A drill: a hundred people, of whom fifteen cannot be reached, no mail from the beginning and no SMS from
 * the middle on. A real SMTP server is gone, the provider's own side stands in, and the clock is moved minute by minute.
 */
@Tag("fresh")
@ScenarioTest
class DrillTests {

    private static final String TWILIO_TOKEN = "tests-twilio-0123456789abcdef0123";
    private static final Pattern KEYS = Pattern.compile("action=\"([^\"]+)\"");
    private static final Pattern LINK = Pattern.compile("https?://\\S+(/r/\\S+)");
    private static final int PEOPLE = 100;
    private static final int UNREACHABLE = 15;
    private static final WireMockServer TWILIO = new WireMockServer(options().dynamicPort());

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, Integer> seen = new HashMap<>();

    @LocalServerPort
    int port;

    @Autowired
    Scenario scenario;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    RollCalls rollCalls;

    @Autowired
    IncidentRecord record;

    @Autowired
    Links links;

    private Hall hall;

    @DynamicPropertySource
    static void providers(DynamicPropertyRegistry settings) {
        TWILIO.start();
        settings.add("tests.phones", () -> "providers");
        settings.add("draaiboek.twilio.base-url", TWILIO::baseUrl);
        settings.add("draaiboek.sms.providers", () -> "twilio");
        settings.add("draaiboek.call.providers", () -> "twilio");
    }

    @AfterAll
    static void stop() {
        TWILIO.stop();
    }

    @BeforeEach
    void company(@Autowired AutowireCapableBeanFactory beans, @Autowired IdentityService identity) {
        TWILIO.resetAll();
        TWILIO.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(201)
                        .withTransformers("response-template")
                        .withBody("{\"sid\":\"CA{{randomValue length=32 type='HEXADECIMAL'}}\"}")));
        hall = beans.createBean(Hall.class);
        Company.PEOPLE.forEach(person -> hall.works(person.id(), "Zwolle"));
        for (var person : everyone()) {
            var user = identity.newUser(person);
            user.setFirstName(person);
            user.setLastName("Almere");
            user.setEmail(person + "@waddenhost.example");
            identity.saveUser(user);
            identity.createMembership(person, "employees");
            jdbc.sql(
                            "insert into draaiboek.contact (person, primary_phone, location, changed_at) values (?, ?, 'Almere', now())")
                    .params(person, number(person))
                    .update();
        }
        hall.officer("e001");
    }

    @Test
    void everyoneWhoCanBeReachedIsReachedAndTheListOfTheOthersIsExact() throws Exception {
        var code = hall.smoke("Zwolle, bij de buren");
        var before = TWILIO.getAllServeEvents().size();
        scenario.mailGoesOut();
        hall.starts("joost", "roll-call", Map.of("what", "Ontruiming", "place", "Almere", "code", code.value()));
        var id = hall.last();
        var began = scenario.clock().instant();
        assertThat(TWILIO.getAllServeEvents().size() - before).isGreaterThanOrEqualTo(PEOPLE);

        Instant last = began;
        var answered = new TreeSet<String>();
        for (var minute = 1; minute <= 8; minute++) {
            hall.passes(Duration.ofMinutes(1));
            if (minute == 2) {
                TWILIO.stubFor(
                        any(urlMatching(".*/Messages.*")).willReturn(aResponse().withStatus(503)));
            }
            for (var person : everyone()) {
                if (reachable(person) && minuteOf(person) == minute) {
                    answer(person);
                    answered.add(person);
                    last = scenario.clock().instant();
                    seen.put(person, questionsTo(person));
                }
            }
            scenario.deliver();
        }

        assertThat(answered).hasSize(PEOPLE - UNREACHABLE);
        assertThat(rollCalls.figures(id))
                .containsEntry(Safety.SAFE, PEOPLE - UNREACHABLE)
                .containsEntry(Safety.PASSED_ON, UNREACHABLE);
        assertThat(rollCalls.people(id).stream()
                        .filter(asked -> asked.safety() == Safety.PASSED_ON)
                        .map(Asked::person))
                .as("the list of the others")
                .containsExactlyInAnyOrderElementsOf(
                        everyone().stream().filter(person -> !reachable(person)).toList());
        assertThat(scenario.taskService()
                        .createTaskQuery()
                        .taskDefinitionKey("UserTask_FindOut")
                        .processVariableValueEquals("rollCall", Long.toString(id))
                        .taskAssignee("e001")
                        .count())
                .as("the officer of that place finds out")
                .isEqualTo(UNREACHABLE);

        scenario.mailComesBack();
        hall.passes(Duration.ofMinutes(20));
        for (var person : answered) {
            assertThat(questionsTo(person)).as(person + " is not asked again").isEqualTo(seen.get(person));
            assertThat(hall.questions(person))
                    .as(person + ", once mail is back")
                    .isEmpty();
        }
        var attempts = rollCalls.people(id).stream()
                .mapToInt(asked -> rollCalls.attempts(asked.id()).size())
                .sum();
        var told = record.of(code).stream()
                .filter(entry -> entry.kind().startsWith("roll-call.asked"))
                .filter(entry -> everyone().contains(entry.details().get("person")))
                .mapToInt(entry ->
                        ((List<?>) Objects.requireNonNull(entry.details().get("ways"))).size())
                .sum();
        assertThat(told).as("every attempt is in the record").isEqualTo(attempts);
        System.out.printf(
                "Drill: %d of %d answered within %d virtual minutes, without mail and half without SMS; %d attempts; %d to be found by name.%n",
                answered.size(), PEOPLE, Duration.between(began, last).toMinutes(), attempts, UNREACHABLE);
    }

    private static List<String> everyone() {
        return IntStream.rangeClosed(1, PEOPLE)
                .mapToObj(number -> "e%03d".formatted(number))
                .toList();
    }

    /** Every seventh, from the second on, until there are fifteen. */
    private static boolean reachable(String person) {
        var number = Integer.parseInt(person.substring(1));
        return (number % 7) != 2;
    }

    /** Some at once, some only when they are asked once more. */
    private static int minuteOf(String person) {
        return 1 + Integer.parseInt(person.substring(1)) % 6;
    }

    private static String number(String person) {
        return "+3161234" + "%04d".formatted(5_000 + Integer.parseInt(person.substring(1)));
    }

    /** By the reply while SMS works, by the link in it, and by the keys of the call once it does not. */
    private void answer(String person) throws Exception {
        var number = Integer.parseInt(person.substring(1));
        if (minuteOf(person) > 2 || number % 3 == 0) {
            pressKey(person);
        } else if (number % 3 == 1) {
            tell(
                    links.to("/hooks/twilio/sms"),
                    Map.of(
                            "MessageSid",
                            "SM" + person,
                            "From",
                            number(person),
                            "To",
                            "+3197010240000",
                            "Body",
                            "Veilig"));
        } else {
            var link = sent(person, "Messages").stream()
                    .flatMap(body -> LINK.matcher(value(body, "Body")).results())
                    .map(found -> found.group(1))
                    .findFirst()
                    .orElseThrow();
            var page = client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + link))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("answer=safe"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
        }
    }

    private void pressKey(String person) throws Exception {
        var keys = KEYS.matcher(value(sent(person, "Calls").get(0), "Twiml").replace("&amp;", "&"));
        assertThat(keys.find()).isTrue();
        tell(keys.group(1), Map.of("CallSid", "CA" + person, "Digits", "1"));
    }

    /** Whether they are safe, by SMS or call; not that an incident which nobody leads calls for them in the end. */
    private int questionsTo(String person) {
        return (int) (sent(person, "Messages").stream()
                        .filter(body -> value(body, "Body").contains("VEILIG?")
                                || value(body, "Body").contains("SAFE?"))
                        .count()
                + sent(person, "Calls").stream()
                        .filter(body -> value(body, "Twiml").contains("veilig?")
                                || value(body, "Twiml").contains("safe?"))
                        .count());
    }

    /** What the provider was asked to send to this person, first one first. */
    private List<String> sent(String person, String resource) {
        var bodies = new ArrayList<String>();
        TWILIO.getAllServeEvents().stream()
                .map(event -> event.getRequest())
                .filter(request -> request.getUrl().contains("/" + resource))
                .map(request -> request.getBodyAsString())
                .filter(body -> value(body, "To").equals(number(person)))
                .forEach(body -> bodies.add(0, body));
        return bodies;
    }

    private static String value(String encoded, String name) {
        return Arrays.stream(encoded.split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    /** As Twilio signs what it tells us. */
    private void tell(String address, Map<String, String> told) throws Exception {
        var form = new TreeMap<>(told);
        var signed = address
                + form.entrySet().stream()
                        .map(field -> field.getKey() + field.getValue())
                        .collect(Collectors.joining());
        var answer = client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port
                                + address.substring(links.to("").length())))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("X-Twilio-Signature", hmac(signed))
                        .POST(HttpRequest.BodyPublishers.ofString(form.entrySet().stream()
                                .map(field -> field.getKey() + "="
                                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                                .collect(Collectors.joining("&"))))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    }

    private static String hmac(String text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(TWILIO_TOKEN.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
