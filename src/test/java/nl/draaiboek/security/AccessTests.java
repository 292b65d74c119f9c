package nl.draaiboek.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.Path;
import java.net.CookieManager;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.TakeLead;
import nl.draaiboek.support.AtOnce;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.rest.impl.NamedProcessEngineRestServiceImpl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** nothing answers without a right to it. Walks every address there is, not a list of those we thought of. */
@Tag("fresh")
@ScenarioTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTests {

    /** What the whole world may read or do. */
    private static final List<Pattern> PUBLIC = List.of(
            // The signed answers to a page, a roll call, a phone tree, a call for outside help and communication work.
            Pattern.compile("(GET|HEAD|POST) /[prthw]/.*"),
            Pattern.compile("GET /status(/.*)?"),
            Pattern.compile("POST /status/unsubscribe/.*"),
            Pattern.compile("GET /assets/.*"),
            Pattern.compile("GET /login"),
            Pattern.compile("GET /error"),
            Pattern.compile("GET /actuator/health(/.*)?"));

    /** Which of our own pages a group may open; everyone stands in employees. Nobody else may. */
    private static final Map<String, Set<String>> PAGES = Map.of(
            "joost", Set.of("/", "/me", "/internal"),
            "daan", Set.of("/", "/me", "/internal", "/incidents"),
            "emma", Set.of("/", "/me", "/internal", "/incidents"),
            "bram", Set.of("/", "/me", "/internal", "/incidents", "/register/services", "/register/people"),
            "anouk", Set.of("/", "/me", "/internal", "/incidents", "/outbox", "/register/people", "/emergency-pack"),
            "chaima",
                    Set.of("/", "/me", "/internal", "/incidents", "/outbox", "/register/customers", "/register/people"),
            "marijke",
                    Set.of(
                            "/",
                            "/me",
                            "/internal",
                            "/incidents",
                            "/outbox",
                            "/register/services",
                            "/register/people",
                            "/emergency-pack",
                            "/plan"),
            "farid",
                    Set.of(
                            "/",
                            "/me",
                            "/internal",
                            "/incidents",
                            "/outbox",
                            "/register/services",
                            "/register/people",
                            "/register/customers",
                            "/plan"),
            "admin",
                    Set.of(
                            "/",
                            "/me",
                            "/internal",
                            "/incidents",
                            "/outbox",
                            "/register/services",
                            "/register/people",
                            "/emergency-pack",
                            "/register/customers",
                            "/register/people/sheet",
                            "/plan"));

    private static final String DECLARED =
            "{\"variables\":{\"what\":{\"value\":\"Rook in zaal 2\"},\"danger\":{\"value\":\"no\"}}}";

    private static final List<String> DOORS = List.of("ours", "camunda", "rest");

    private static final Set<Integer> REFUSED = Set.of(401, 403);

    /** Keeps no cookies. */
    private final HttpClient stranger = HttpClient.newHttpClient();

    @Autowired
    Scenario scenario;

    @Autowired
    TakeLead takeLead;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Incidents incidents;

    @LocalServerPort
    int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @Test
    void nothingOfOursAnswersAStranger() throws Exception {
        var open = new ArrayList<String>();
        var walked = 0;
        for (var address : addresses()) {
            if (PUBLIC.stream().anyMatch(pattern -> pattern.matcher(address).matches())) {
                continue;
            }
            walked++;
            var answer = call(stranger, address, null);
            var toLogin = answer.statusCode() == 302
                    && answer.headers().firstValue("Location").orElse("").endsWith("/login");
            if (!REFUSED.contains(answer.statusCode()) && !toLogin) {
                open.add(address + " answers " + answer.statusCode());
            }
        }

        assertThat(open).isEmpty();
        assertThat(walked).isGreaterThan(5);
    }

    @Test
    void nothingOfTheEngineAnswersAStranger() throws Exception {
        var open = new ArrayList<String>();
        for (var root : List.of("/engine-rest", "/engine-rest/engine/default", "/camunda/api/engine/engine/default")) {
            for (var resource : engineResources()) {
                for (var method : List.of("GET", "POST", "DELETE")) {
                    var address = method + " " + root + resource;
                    var answer = call(stranger, address, null);
                    if (!REFUSED.contains(answer.statusCode())) {
                        open.add(address + " answers " + answer.statusCode());
                    }
                }
            }
        }

        assertThat(open).isEmpty();
        assertThat(engineResources()).hasSizeGreaterThan(30);
    }

    @Test
    void noAddressIsOpenThatNobodyThoughtOf() throws Exception {
        for (var path :
                List.of("/nothing", "/actuator/env", "/actuator/heapdump", "/h2-console", "/camunda/nothing/../../x")) {
            var answer = call(stranger, "GET " + path, null);
            assertThat(answer.statusCode()).as(path).isIn(302, 400, 401, 403, 404);
        }
        assertThat(call(login("admin"), "GET /nothing", null).statusCode()).isEqualTo(403);
    }

    @Test
    void nobodySetsUpAnAdministratorOfTheirOwn() throws Exception {
        for (var address :
                List.of("GET /camunda/app/admin/default/setup/", "POST /camunda/api/admin/setup/default/user/create")) {
            assertThat(call(stranger, address, null).statusCode()).as(address).isIn(302, 401, 403);
        }
    }

    @Test
    void everyoneOpensTheirOwnPagesAndNoOther() throws Exception {
        var all = new TreeSet<String>();
        PAGES.values().forEach(all::addAll);
        for (var person : PAGES.keySet()) {
            var browser = login(person);
            for (var page : all) {
                var status = call(browser, "GET " + page, null).statusCode();
                if (PAGES.get(person).contains(page)) {
                    assertThat(status).as(person + " may open " + page).isIn(200, 302, 404);
                } else {
                    assertThat(status).as(person + " may not open " + page).isEqualTo(403);
                }
            }
        }
    }

    @Test
    void onlyProcessOwnersDeploy() throws Exception {
        for (var person : PAGES.keySet()) {
            var status = call(stranger, "POST /engine-rest/deployment/create", basic(person))
                    .statusCode();
            if (Set.of("farid", "admin").contains(person)) {
                assertThat(status).as(person).isNotIn(401, 403);
            } else {
                assertThat(status).as(person).isEqualTo(403);
            }
        }
    }

    @Test
    void nobodyTakesMessagesOutOfTheHandsOfTheOutbox() throws Exception {
        for (var person : List.of("farid", "admin")) {
            var answer = call(stranger, "POST /engine-rest/external-task/fetchAndLock", basic(person));
            assertThat(answer.statusCode()).as(person).isEqualTo(403);
        }
    }

    @Test
    void oneLoginServesOurPagesAndTasklist() throws Exception {
        var browser = login("anouk");
        var profile = call(browser, "GET /camunda/api/admin/auth/user/default", null);

        assertThat(profile.statusCode()).isEqualTo(200);
        assertThat(profile.body()).contains("anouk");

        var out = call(browser, "POST /logout", null);
        assertThat(out.statusCode()).as("a log-out that another site asks for").isEqualTo(403);
    }

    @Test
    void theLoginOfTasklistOpensOurPages() throws Exception {
        var cookies = new CookieManager();
        var browser = HttpClient.newBuilder().cookieHandler(cookies).build();
        call(browser, "GET /camunda/app/tasklist/scripts/config.js", null);
        var token = cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .findFirst()
                .orElseThrow()
                .getValue();
        var answer = browser.send(
                HttpRequest.newBuilder(uri("/camunda/api/admin/auth/user/default/login/tasklist"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("X-XSRF-TOKEN", token)
                        .POST(HttpRequest.BodyPublishers.ofString("username=anouk&password=" + Company.PASSWORD))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(call(browser, "GET /incidents", null).statusCode()).isNotIn(302, 401, 403);
        assertThat(call(browser, "GET /register/customers", null).statusCode()).isEqualTo(403);
    }

    @Test
    void guessingIsSlowedDownWithoutLockingTheOwnerOut() throws Exception {
        for (var i = 0; i < LoginThrottle.FREE_TRIES_PER_LOGIN; i++) {
            assertThat(call(stranger, "GET /engine-rest/task", basic("kehinde", "wrong" + i))
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(call(stranger, "GET /engine-rest/task", basic("kehinde")).statusCode())
                .as("the right password, too soon after wrong ones from the same address")
                .isEqualTo(401);
        assertThat(call(stranger, "GET /engine-rest/task", basic("bram")).statusCode())
                .as("somebody else at the same address")
                .isEqualTo(200);
    }

    @Test
    void aLoginWithoutAPasswordYetIsAnsweredAsAWrongPasswordIsAtEveryDoor(
            @Autowired IdentityService identity, @Autowired LoginThrottle throttle) throws Exception {
        var yara = identity.newUser("yara");
        yara.setPassword(Company.PASSWORD);
        identity.saveUser(yara);
        identity.saveUser(identity.newUser("wessel"));
        identity.saveUser(identity.newUser("xandra"));
        try {
            for (var door : DOORS) {
                var wrong = knocks(door, "yara", "wrong");
                assertThat(wrong.statusCode()).as(door).isIn(302, 401);
                assertThat(told(knocks(door, "wessel", "wrong"))).as(door).isEqualTo(told(wrong));
            }
            for (var password : List.of("", "null", Company.PASSWORD)) {
                assertThat(identity.checkPassword("wessel", password)).isFalse();
            }
            for (var i = 0; i < LoginThrottle.FREE_TRIES_PER_LOGIN; i++) {
                assertThat(knocks("rest", "xandra", "wrong" + i).statusCode()).isEqualTo(401);
            }
            assertThat(throttle.wait("xandra", "127.0.0.1").plus(throttle.wait("xandra", "0:0:0:0:0:0:0:1")))
                    .as("waits as any other")
                    .isPositive();
        } finally {
            List.of("wessel", "xandra", "yara").forEach(identity::deleteUser);
        }
    }

    /** What somebody at this door can learn from the answer. */
    private static String told(HttpResponse<String> answer) {
        return answer.statusCode() + " "
                + answer.headers().firstValue("Location").orElse("") + " "
                + answer.body().replaceAll("\"timestamp\":\"[^\"]*\"|wessel|yara", "?");
    }

    /** Tries this login and password at our own page, at Camunda's, or at the REST interface. */
    private HttpResponse<String> knocks(String door, String person, String password) throws Exception {
        if (door.equals("rest")) {
            return call(stranger, "GET /engine-rest/task", basic(person, password));
        }
        var browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        var form = "username=" + person + "&password=" + password;
        var request = HttpRequest.newBuilder(
                        uri(door.equals("camunda") ? "/camunda/api/admin/auth/user/default/login/tasklist" : "/login"))
                .header("Content-Type", "application/x-www-form-urlencoded");
        if (door.equals("camunda")) {
            request.header("X-XSRF-TOKEN", token(browser, "/camunda/app/tasklist/scripts/config.js"));
        } else {
            form += "&_csrf=" + URLEncoder.encode(forgery(browser), StandardCharsets.UTF_8);
        }
        return browser.send(
                request.POST(HttpRequest.BodyPublishers.ofString(form)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void tellsBrowsersToBeCareful() throws Exception {
        var headers = call(login("anouk"), "GET /login", null).headers();

        assertThat(headers.firstValue("Content-Security-Policy").orElse("")).contains("frame-ancestors 'none'");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
        var cookie = call(stranger, "GET /login", null)
                .headers()
                .firstValue("Set-Cookie")
                .orElse("");
        assertThat(cookie).contains("HttpOnly").containsIgnoringCase("SameSite=Lax");
    }

    @Test
    void anAddressThatCanBeReadInTwoWaysIsRefusedWithoutAWordInTheLog() throws Exception {
        for (var path : List.of(
                "//engine-rest/task",
                "/engine-rest;x/task",
                "/status/../engine-rest/task",
                "/status/..;/incidents",
                "/status/%2e%2e/incidents",
                "/engine-rest//task",
                "/actuator/health/../env",
                "/camunda//app/admin/default/setup/")) {
            assertThat(rawStatus(path)).as(path).contains(" 400");
        }
        assertThat(rawStatus("/status")).contains(" 200");
    }

    @Test
    void aLoginIsAskedForAtTheSameHostWhateverNameTheVisitorUsed() throws Exception {
        for (var path : List.of("/incidents", "/camunda/app/tasklist/default/")) {
            assertThat(call(stranger, "GET " + path, null).headers().firstValue("Location"))
                    .as(path)
                    .contains("/login");
        }
    }

    @Test
    void nobodyTakesAPasswordThatIsGuessedSoon() throws Exception {
        var request = HttpRequest.newBuilder(uri("/engine-rest/user/anouk/credentials"))
                .header("Authorization", basic("anouk"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(
                        "{\"password\":\"abc\",\"authenticatedUserPassword\":\"" + Company.PASSWORD + "\"}"));

        assertThat(stranger.send(request.build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isNotEqualTo(204);
        assertThat(call(stranger, "GET /engine-rest/task", basic("anouk")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void tasklistIsNotShownInAFrameOfAnother() throws Exception {
        var headers =
                call(login("anouk"), "GET /camunda/app/tasklist/default/", null).headers();

        assertThat(headers.firstValue("Content-Security-Policy").orElse("")).contains("frame-ancestors 'none'");
        assertThat(headers.firstValue("X-Frame-Options")).isPresent();
        assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
    }

    @Test
    void whoeverOpensTasklistGetsScriptsThatRunWhateverOthersAskForMeanwhile() throws Exception {
        var browser = login("anouk");
        var blank = new AtomicInteger();
        var opened = new AtomicInteger();
        AtOnce.run(4, i -> () -> {
            for (var times = 0; times < 15; times++) {
                var page = call(browser, "GET /camunda/app/tasklist/default/", null);
                var policy =
                        page.headers().firstValue("Content-Security-Policy").orElse("");
                var given = Pattern.compile("nonce=\"([^\"]+)\"").matcher(page.body());
                while (given.find()) {
                    opened.incrementAndGet();
                    if (!policy.contains("'nonce-" + given.group(1) + "'")) {
                        blank.incrementAndGet();
                    }
                }
            }
            return opened;
        });

        assertThat(opened).hasValueGreaterThan(60);
        assertThat(blank).as("scripts that the browser would not run").hasValue(0);
    }

    @Test
    void anAnswerIsNoLargerThanAFormCanBe() throws Exception {
        var request = HttpRequest.newBuilder(uri("/engine-rest/task/none/complete"))
                .header("Authorization", basic("anouk"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"variables\":\"" + "x".repeat(3_000_000) + "\"}"));

        assertThat(stranger.send(request.build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(413);
    }

    /** what belongs to whoever leads goes with the lead, and not with a group. */
    @Test
    void whoeverLeadsMayAlertTheCompanyAndWhoDoesNotMayNot() throws Exception {
        post("/engine-rest/process-definition/key/declare-incident/submit-form", "joost", DECLARED);
        scenario.settle();
        scenario.takeIn();
        for (var process : List.of("phone-tree", "tell-employees", "merge-incidents")) {
            var before = post(
                    "/engine-rest/process-definition/key/" + process + "/submit-form", "bram", "{\"variables\":{}}");
            assertThat(before.statusCode()).as(process).isEqualTo(400);
            assertThat(before.body()).as(process).contains("Whoever leads an incident that runs");
        }
        takeLead.take(incidents.running().get(0).code(), "bram");
        for (var process : List.of("tell-employees", "merge-incidents")) {
            assertThat(post(
                                    "/engine-rest/process-definition/key/" + process + "/submit-form",
                                    "bram",
                                    "{\"variables\":{}}")
                            .statusCode())
                    .as(process)
                    .isEqualTo(200);
            assertThat(post(
                                    "/engine-rest/process-definition/key/" + process + "/submit-form",
                                    "joost",
                                    "{\"variables\":{}}")
                            .statusCode())
                    .as(process)
                    .isIn(403, 404);
        }
        assertThat(post(
                                "/engine-rest/process-definition/key/phone-tree/submit-form",
                                "bram",
                                "{\"variables\":{\"what\":{\"value\":\"Kom niet naar kantoor\"}}}")
                        .statusCode())
                .isEqualTo(200);
    }

    /** who may answer could otherwise write the code, the severity or the way on along with the answer. */
    @Test
    void aPersonHandsInWhatTheFormAsksAndNothingElse() throws Exception {
        post("/engine-rest/process-definition/key/declare-incident/submit-form", "joost", DECLARED);
        scenario.settle();
        scenario.takeIn();
        var task = scenario.task("UserTask_TakeLead").getId();
        scenario.taskService().claim(task, "anouk");
        for (var act : List.of("complete", "submit-form", "resolve")) {
            for (var root : List.of("/engine-rest", "/engine-rest/engine/default")) {
                var refused = post(
                        root + "/task/" + task + "/" + act,
                        "anouk",
                        "{\"variables\":{\"verdict\":{\"value\":\"real\"},\"incident\":{\"value\":\"INC-2026-0099\"}}}");
                assertThat(refused.statusCode()).as(root + act).isEqualTo(400);
                assertThat(refused.body())
                        .contains("'incident' is not asked here", "verdict", "\"field\":\"incident\"");
            }
        }
        var browser = login("anouk");
        var token = token(browser);
        var refused = browser.send(
                HttpRequest.newBuilder(uri("/camunda/api/engine/engine/default/task/" + task + "/submit-form"))
                        .header("Content-Type", "application/json")
                        .header("X-XSRF-TOKEN", token)
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"variables\":{\"outcome\":{\"value\":\"merged\"}}}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("'outcome' is not asked here");
        assertThat(scenario.tasks("UserTask_TakeLead")).as("nothing happened").hasSize(1);

        for (var act : List.of("complete", "submit-form", "resolve")) {
            var notTheirs = post(
                    "/engine-rest/task/" + task + "/" + act,
                    "bram",
                    "{\"variables\":{\"verdict\":{\"value\":\"real\"}}}");
            assertThat(notTheirs.statusCode())
                    .as("nobody answers for somebody else")
                    .isEqualTo(403);
            assertThat(notTheirs.body()).contains("in the hands of Anouk de Vries");
        }
        assertThat(scenario.tasks("UserTask_TakeLead")).as("nothing happened").hasSize(1);

        for (var act : List.of("bpmnError", "bpmnEscalation")) {
            assertThat(post("/engine-rest/task/" + task + "/" + act, "anouk", "{\"errorCode\":\"x\"}")
                            .statusCode())
                    .isEqualTo(403);
        }
        for (var way : List.of("variables", "localVariables")) {
            var put = HttpRequest.newBuilder(uri("/engine-rest/task/" + task + "/" + way + "/incident"))
                    .header("Authorization", basic("anouk"))
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString("{\"value\":\"INC-2026-0099\"}"))
                    .build();
            assertThat(stranger.send(put, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .as(way)
                    .isEqualTo(403);
        }
    }

    /** The form offers people who may have the role; whoever speaks to the server has the same choice. */
    @Test
    void whatAFormDoesNotOfferIsRefused() throws Exception {
        post("/engine-rest/process-definition/key/declare-incident/submit-form", "joost", DECLARED);
        scenario.settle();
        var code = incidents.running().get(0).code();
        takeLead.take(code, "anouk");
        post("/engine-rest/process-definition/key/hand-over-role/submit-form", "anouk", "{\"variables\":{}}");
        var task = scenario.task("UserTask_HandOverRole").getId();
        var handOver = "{\"variables\":{\"chosen\":{\"value\":\"%s/incidentManager\"},\"person\":{\"value\":\"%s\"}}}";
        for (var act : List.of("complete", "submit-form")) {
            for (var body : List.of(
                    handOver.formatted(code, "joost"),
                    handOver.formatted(code, "nobody"),
                    handOver.formatted(code, "marijke").replace("\"marijke\"", "[\"joost\"]"))) {
                var refused = post("/engine-rest/task/" + task + "/" + act, "anouk", body);
                assertThat(refused.statusCode()).as(body).isEqualTo(400);
                assertThat(refused.body())
                        .contains("Who takes it over?", "is not offered here", "\"field\":\"person\"");
            }
            assertThat(post(
                                    "/engine-rest/task/" + task + "/" + act,
                                    "anouk",
                                    handOver.formatted("INC-2026-0099", "marijke"))
                            .body())
                    .contains("\"field\":\"chosen\"");
        }
        assertThat(scenario.tasks("UserTask_HandOverRole"))
                .as("nothing happened")
                .hasSize(1);
        assertThat(post("/engine-rest/task/" + task + "/complete", "anouk", handOver.formatted(code, "marijke"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(incidents.get(code).lead()).isEqualTo("anouk");
        assertThat(scenario.task("UserTask_AnswerRole").getAssignee()).isEqualTo("marijke");
    }

    /** Who took a task stands in the record, and others count on them. */
    @Test
    void nobodyTakesATaskInTheNameOfAnother() throws Exception {
        post("/engine-rest/process-definition/key/declare-incident/submit-form", "joost", DECLARED);
        scenario.settle();
        scenario.takeIn();
        var task = scenario.task("UserTask_TakeLead").getId();
        for (var root : List.of("/engine-rest", "/engine-rest/engine/default")) {
            for (var person : List.of("anouk", "marijke")) {
                var refused = post(root + "/task/" + task + "/claim", person, "{\"userId\":\"bram\"}");
                assertThat(refused.statusCode()).as(root + person).isEqualTo(403);
                assertThat(refused.body()).contains("for yourself alone");
            }
        }
        scenario.taskService().addCandidateGroup(task, "responders");
        for (var act : List.of("claim", "assignee", "delegate")) {
            var refused = post("/engine-rest/task/" + task + "/" + act, "bram", "{\"userId\":\"kehinde\"}");
            assertThat(refused.statusCode()).as(act).isEqualTo(403);
            assertThat(refused.body()).as(act).doesNotContain("does not have").contains("You can take");
        }
        assertThat(scenario.task("UserTask_TakeLead").getAssignee())
                .as("nobody has it")
                .isNull();

        assertThat(post("/engine-rest/task/" + task + "/claim", "anouk", "{\"userId\":\"anouk\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(post("/engine-rest/task/" + task + "/assignee", "anouk", "{\"userId\":\"marijke\"}")
                        .statusCode())
                .as("who has a task may give it to somebody else")
                .isEqualTo(204);
        assertThat(scenario.task("UserTask_TakeLead").getAssignee()).isEqualTo("marijke");
        assertThat(post("/engine-rest/task/" + task + "/unclaim", "marijke", "{}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(scenario.task("UserTask_TakeLead").getAssignee()).isNull();
    }

    /** Three presses of one button, as a slow line makes of one. */
    @Test
    void whatIsStartedTwiceAtOneMomentBeginsOnce() throws Exception {
        var tree = "{\"variables\":{\"what\":{\"value\":\"Kom niet naar kantoor\"}}}";
        for (var address : List.of("key/declare-incident/submit-form", "key/phone-tree/submit-form")) {
            var body = address.contains("declare") ? DECLARED : tree;
            var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
            for (var press = 0; press < 3; press++) {
                answers.add(stranger.sendAsync(
                        HttpRequest.newBuilder(uri("/engine-rest/process-definition/" + address))
                                .header("Authorization", basic("bram"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString()));
            }
            var statuses = new ArrayList<Integer>();
            for (var answer : answers) {
                statuses.add(answer.get().statusCode());
            }
            assertThat(statuses).as(address).containsExactlyInAnyOrder(200, 409, 409);
            var again = post("/engine-rest/process-definition/" + address, "bram", body);
            assertThat(again.body()).contains("You started this just now");
            if (address.contains("declare")) {
                scenario.settle();
                takeLead.take(incidents.running().get(0).code(), "bram");
            }
        }
        assertThat(instances("phone-tree")).isEqualTo(1);
        assertThat(instances("declare-incident")).isEqualTo(1);

        assertThat(post("/engine-rest/process-definition/key/phone-tree/submit-form", "bram", tree.replace("Kom", "Ga"))
                        .statusCode())
                .as("other words are another tree")
                .isEqualTo(200);
        assertThat(post("/engine-rest/process-definition/key/declare-incident/submit-form", "joost", DECLARED)
                        .statusCode())
                .as("and so is what somebody else declares")
                .isEqualTo(200);
        var wrong = "{\"variables\":{\"what\":{\"value\":\"\"}}}";
        for (var time = 0; time < 2; time++) {
            assertThat(post("/engine-rest/process-definition/key/declare-incident/submit-form", "bram", wrong)
                            .statusCode())
                    .as("what was refused did not begin")
                    .isEqualTo(400);
        }
        jdbc.sql("update draaiboek.started_form set started_at = started_at - interval '11 seconds'")
                .update();
        assertThat(post("/engine-rest/process-definition/key/declare-incident/submit-form", "bram", DECLARED)
                        .statusCode())
                .as("later it is meant")
                .isEqualTo(200);
    }

    private long instances(String process) {
        return jdbc.sql("select count(*) from act_hi_procinst where proc_def_key_ = ?")
                .param(process)
                .query(Long.class)
                .single();
    }

    /** The database cannot keep it; nobody reads its words about that. */
    @Test
    void aCharacterThatCannotBeKeptIsRefusedByTheNameOfItsField() throws Exception {
        var nul = "\\u0000";
        var start = post(
                "/engine-rest/process-definition/key/declare-incident/submit-form",
                "joost",
                DECLARED.replace("zaal 2", "zaal " + nul));
        assertThat(start.statusCode()).isEqualTo(400);
        assertThat(start.body()).contains("(NUL)", "\"field\":\"what\"").doesNotContain("SQL", "Exception");

        post("/engine-rest/process-definition/key/declare-incident/submit-form", "joost", DECLARED);
        scenario.settle();
        scenario.takeIn();
        var task = scenario.task("UserTask_TakeLead").getId();
        scenario.taskService().claim(task, "anouk");
        for (var value : List.of("\"a" + nul + "\"", "[\"a" + nul + "\"]", "\"[\\\"\\\\u0000\\\"]\"")) {
            var refused = post(
                    "/engine-rest/task/" + task + "/complete",
                    "anouk",
                    "{\"variables\":{\"danger\":{\"value\":\"no\"},\"verdict\":{\"value\":\"rejected\"},\"why\":{\"value\":"
                            + value + "}}}");
            assertThat(refused.statusCode()).as(value).isEqualTo(400);
            assertThat(refused.body()).as(value).contains("(NUL)", "\"field\":\"why\"");
        }
        assertThat(scenario.tasks("UserTask_TakeLead")).hasSize(1);

        var page = stranger.send(
                HttpRequest.newBuilder(uri("/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("username=anouk%00&password=x"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).startsWith("'username' holds a character that cannot be kept");
    }

    @Test
    void aPersonStartsAProcessAtItsBeginningByItsForm() throws Exception {
        for (var body : List.of(
                "{\"variables\":{\"merger\":{\"value\":\"marijke\"}}}",
                "{\"businessKey\":\"INC-2026-0001\"}",
                "{\"skipCustomListeners\":true}",
                "{\"startInstructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"ServiceTask_Merge\"}]}")) {
            var refused = post("/engine-rest/process-definition/key/merge-incidents/start", "anouk", body);
            assertThat(refused.statusCode()).as(body).isEqualTo(400);
        }
        assertThat(post("/engine-rest/message", "anouk", "{\"messageName\":\"lead.sees-the-same\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(scenario.runtime().createProcessInstanceQuery().count()).isZero();

        assertThat(post("/engine-rest/process-definition/key/merge-incidents/start", "anouk", "{}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(scenario.task("UserTask_ChooseTwo").getAssignee()).isEqualTo("anouk");
    }

    private HttpResponse<String> post(String path, String person, String body) throws Exception {
        return stranger.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Authorization", basic(person))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Of the web applications, against forgery. */
    private String token(HttpClient browser) throws Exception {
        return token(browser, "/camunda/app/tasklist/default/");
    }

    private String token(HttpClient browser, String path) throws Exception {
        call(browser, "GET " + path, null);
        return ((CookieManager) browser.cookieHandler().orElseThrow())
                .getCookieStore().getCookies().stream()
                        .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                        .findFirst()
                        .orElseThrow()
                        .getValue();
    }

    /** Written as it is: a client would tidy the path up first. */
    private String rawStatus(String path) throws Exception {
        try (var socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    private List<String> addresses() {
        var found = new TreeSet<String>();
        mappings.getHandlerMethods().forEach((mapping, handler) -> {
            var methods = mapping.getMethodsCondition().getMethods();
            for (var pattern : mapping.getPatternValues()) {
                var path =
                        pattern.replaceAll("\\{[^}]*}", "x").replace("**", "x").replace("*", "x");
                (methods.isEmpty() ? Set.of(RequestMethod.GET, RequestMethod.POST) : methods)
                        .forEach(method -> found.add(method + " " + path));
            }
        });
        return List.copyOf(found);
    }

    private static List<String> engineResources() {
        return Arrays.stream(NamedProcessEngineRestServiceImpl.class.getMethods())
                .map(method -> method.getAnnotation(Path.class))
                .filter(path -> path != null)
                .map(path -> path.value().replace("/{name}", ""))
                .distinct()
                .sorted()
                .toList();
    }

    /** The token against forgery of our own login page. */
    private String forgery(HttpClient browser) throws Exception {
        var page = call(browser, "GET /login", null).body();
        var token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
        assertThat(token.find())
                .as("the login page has a token against forgery")
                .isTrue();
        return token.group(1);
    }

    /** A browser in which this person has logged in at our own page. */
    private HttpClient login(String person) throws Exception {
        var browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        var form = "username=" + person + "&password=" + Company.PASSWORD + "&_csrf="
                + URLEncoder.encode(forgery(browser), StandardCharsets.UTF_8);
        var answer = browser.send(
                HttpRequest.newBuilder(uri("/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.headers().firstValue("Location").orElse(""))
                .as("login of " + person)
                .endsWith("/internal");
        return browser;
    }

    private HttpResponse<String> call(HttpClient client, String address, @Nullable String authorization)
            throws Exception {
        var parts = address.split(" ", 2);
        var request = HttpRequest.newBuilder(uri(parts[1]))
                .method(
                        parts[0],
                        parts[0].equals(HttpMethod.GET.name())
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString("{}"))
                .header("Content-Type", "application/json");
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static String basic(String person) {
        return basic(person, Company.PASSWORD);
    }

    private static String basic(String person, String password) {
        return "Basic "
                + Base64.getEncoder().encodeToString((person + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
