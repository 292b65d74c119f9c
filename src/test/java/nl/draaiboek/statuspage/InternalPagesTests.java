package nl.draaiboek.statuspage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.NoteDanger;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.support.Browser;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The pages behind the login, as colleagues and responders open them. */
@ScenarioTest
class InternalPagesTests {

    private static Browser browser;

    @Autowired
    ApplicationContext context;

    @Autowired
    Scenario scenario;

    @Autowired
    IncidentRecord record;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    RepositoryService repository;

    @LocalServerPort
    int port;

    private PublishedStory story;

    @BeforeAll
    static void start() {
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @BeforeEach
    void register() {
        story = new PublishedStory(context);
        story.register();
    }

    /** an alarm that is over is not raised again. */
    @Test
    void warnsOfDangerUntilEveryoneIsKnownToBeSafe() {
        var code = story.incident(Severity.ONE, "Rook in zaal 2", "mail");
        var danger = context.getBean(NoteDanger.class);
        danger.note(code, "anouk", true, "Hal 2");
        var page = as("anouk", browser.desktop());
        for (var path : List.of("/internal", "/incidents/" + code)) {
            page.navigate(address(path));
            assertThat(page.locator(".notice.major").first().innerText()).contains("Hal 2");
        }

        danger.safe(code, "anouk", "yes", "Met iedereen gesproken.");
        for (var path : List.of("/internal", "/incidents/" + code)) {
            page.navigate(address(path));
            assertThat(page.locator(".notice.major").count()).isZero();
        }
    }

    @Test
    void showsColleaguesWhatRunsAndWhatTheyWereTold() {
        var candidate = story.incident(Severity.TWO, "Iets met de mail?", "mail");
        var code = night();
        var page = as("joost", browser.desktop());

        page.navigate(address("/internal"));

        assertThat(page.locator("main").innerText())
                .contains("Stroom weg in zaal 2", "Ernst 1 (voorlopig)", "Iets met de mail?", candidate.value())
                .contains("Werk vanuit huis; de klantdata is veilig.", "Datacenter Haarlem");
        assertThat(page.locator("a[href*='/incidents/']").count())
                .as("who does not work on it gets no way in")
                .isZero();
        page.navigate(address("/incidents/" + code));
        assertThat(page.locator("body").innerText()).doesNotContain("Stroom weg");
    }

    @Test
    void showsRespondersTheWholeRecordAndThatItIsWhole() {
        var code = night();
        var page = as("anouk", browser.desktop());

        page.navigate(address("/incidents/" + code));

        assertThat(page.locator(".timeline").innerText())
                .contains("Opened as a candidate: “Stroom weg in zaal 2”")
                .contains("Theory 1: De UPS", "Anouk de Vries");
        assertThat(page.locator("main").innerText()).contains("Chain is whole");
        assertThat(page.locator("a[href*='cockpit/default/#/process-instance/']")
                        .count())
                .isEqualTo(1);
    }

    /** from the table of roles straight to the task, with the role chosen. */
    @Test
    void whoHasARoleOrLeadsBeginsToHandItOver() throws Exception {
        var code = night();
        transaction.executeWithoutResult(s -> {
            context.getBean(nl.draaiboek.incident.TakeLead.class).takeOver(code, "anouk", "");
            context.getBean(nl.draaiboek.response.GiveRoles.class).give(code, "scribe", "daan", "anouk", "");
        });
        scenario.settle();
        var daan = as("daan", browser.desktop());
        daan.navigate(address("/incidents/" + code));
        assertThat(daan.locator("form[action$='/hand-over']").count())
                .as("his own role only")
                .isEqualTo(1);
        daan.click("form[action$='/scribe/hand-over'] button");
        var task = scenario.task("UserTask_HandOverRole");
        assertThat(daan.url()).contains("/camunda/app/tasklist/", "task=" + task.getId());
        assertThat(task.getAssignee()).isEqualTo("daan");
        assertThat(scenario.taskService().getVariable(task.getId(), "chosen")).isEqualTo(code + "/scribe");
        daan.navigate(address("/incidents/" + code));
        daan.click("form[action$='/scribe/hand-over'] button");
        assertThat(scenario.tasks("UserTask_HandOverRole")).as("begun once").hasSize(1);

        var bram = as("bram", browser.desktop());
        bram.navigate(address("/incidents/" + code));
        assertThat(bram.locator("form[action$='/hand-over']").count()).isZero();
        var anouk = as("anouk", browser.desktop());
        anouk.navigate(address("/incidents/" + code));
        assertThat(anouk.locator("form[action$='/hand-over']").count())
                .as("who leads: every role that somebody has")
                .isEqualTo(2);
        jdbc.sql("update draaiboek.incident set state = 'CLOSED' where code = ?")
                .param(code.value())
                .update();
        assertThat(json(anouk, "/incidents/" + code + "/brief.json")
                        .get("title")
                        .asText())
                .as("its review is a task yet")
                .isEqualTo("Stroom weg in zaal 2");
        anouk.navigate(address("/incidents/" + code));
        assertThat(anouk.locator("form[action$='/hand-over']").count()).isZero();
    }

    @Test
    void saysWhereTheRecordWasChangedBehindOurBack() {
        var code = night();
        transaction.executeWithoutResult(s -> {
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql("update draaiboek.record_entry set actor = 'nobody' where incident = ? and sequence = 2")
                    .param(code.value())
                    .update();
        });
        var page = as("anouk", browser.desktop());

        page.navigate(address("/incidents/" + code));

        assertThat(page.locator("main").innerText())
                .contains("Changed behind our back, from entry 2 on")
                .doesNotContain("Chain is whole");
    }

    @Test
    void givesTheRecordWithItsHashesToKeepElsewhere() throws Exception {
        var code = night();
        var page = as("bram", browser.desktop());

        var timeline = json(page, "/incidents/" + code + "/timeline.json?lang=en");
        assertThat(timeline.get("broken").asInt()).isZero();
        assertThat(timeline.at("/entries/0/what").asText()).startsWith("Theory 1: De UPS");
        assertThat(timeline.at("/entries/0/who").asText()).isEqualTo("Anouk de Vries");

        var export = json(page, "/incidents/" + code + "/record.json");
        assertThat(export.get("intact").asBoolean()).isTrue();
        assertThat(export.at("/entries/0/kind").asText()).isEqualTo("incident.opened");
        assertThat(export.at("/entries/0/hash").asText()).matches("[0-9a-f]{64}");
        assertThat(page.request()
                        .get(address("/incidents/INC-2026-9999/timeline.json"))
                        .status())
                .isEqualTo(404);
        assertThat(as("joost", browser.desktop())
                        .request()
                        .get(address("/incidents/" + code + "/timeline.json"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void escapesWhateverPeopleTyped() {
        var code = story.incident(Severity.TWO, "<img src=x onerror=\"document.title='owned'\">", "mail");
        note(
                code,
                "theory.formed",
                Map.of("number", 1, "theory", "<script>document.title='owned'</script>", "experiment", "${7*7}"));
        var page = as("anouk", browser.desktop());

        for (var path : List.of("/internal", "/incidents", "/incidents/" + code)) {
            page.navigate(address(path));
            assertThat(page.title()).as(path).doesNotStartWith("owned");
            assertThat(page.locator("main img, main script").count()).isZero();
        }
        assertThat(page.locator(".timeline").innerText()).contains("<script>document.title='owned'</script>", "${7*7}");
    }

    @Test
    @Tag("fresh")
    void isATabInCockpitForManagersWhoWatch() {
        var code = night();
        note(code, "finding.noted", Map.of("finding", "<b onmouseover=alert(1)>rook</b>", "why", "zaal 2"));
        var page = as("marijke", browser.desktop());
        page.navigate(address("/incidents/" + code));
        var cockpit =
                page.locator("a[href*='cockpit/default/#/process-instance/']").getAttribute("href");

        page.navigate(address(cockpit));
        var tab = page.locator("text=Record").first();
        try {
            tab.waitFor();
        } catch (TimeoutError e) {
            var shown = page.locator("body").innerText();
            Browser.picture(page, "cockpit-without-record");
            throw new AssertionError("No tab of the record at " + page.url() + ", but:\n" + shown, e);
        }
        tab.click();
        page.waitForSelector(".draaiboek-record table");

        assertThat(page.locator(".draaiboek-record").innerText())
                .contains("the chain of the record is whole", code + " Stroom weg in zaal 2")
                .contains("Found: <b onmouseover=alert(1)>rook</b> (zaal 2)", "Anouk de Vries");
        assertThat(page.locator(".draaiboek-record b").count()).isZero();
        Browser.picture(page, "cockpit-record");
    }

    @Test
    void saysThatNoIncidentHasThisCode() {
        var page = as("anouk", browser.desktop());

        for (var path : List.of("/incidents/INC-2026-9999", "/incidents/nonsense")) {
            var answer = page.navigate(address(path));
            assertThat(answer.status()).isEqualTo(404);
            assertThat(page.locator("h1").innerText()).isEqualTo("No incident has this code");
        }
    }

    @Test
    void saysInPlainWordsThatAPageIsNotThereOrNotForWhoAsks() {
        var page = as("joost", browser.desktop());

        for (var path : List.of("/nothing", "/plan", "/register/customers", "/incidents")) {
            assertThat(page.navigate(address(path)).status()).as(path).isEqualTo(403);
            assertThat(page.locator("main").innerText())
                    .contains("Deze pagina is er niet, of niet voor u", "ingelogd als joost", "Takenlijst")
                    .doesNotContain("Exception", "Whitelabel", "Forbidden");
        }
        page.navigate(address("/nothing?lang=en"));
        assertThat(page.locator("h1").innerText()).isEqualTo("This page is not there, or not for you");
    }

    @Test
    void letsALoginPageThatStoodOpenOvernightBeUsedOnceMore() {
        var page = browser.desktop();
        page.navigate(address("/login"));
        page.context().clearCookies();
        page.fill("#username", "anouk");
        page.fill("#password", Company.PASSWORD);
        page.click("main button[type=submit]");

        assertThat(page.locator("[role=alert]").innerText()).contains("te lang open");
        page.fill("#username", "anouk");
        page.fill("#password", Company.PASSWORD);
        page.click("main button[type=submit]");
        assertThat(page.url()).endsWith("/internal");
    }

    @Test
    void isNotGreenWhileSomethingRunsOfWhichNobodySaidYetWhatItHits() {
        story.incident(Severity.TWO, "Iets met de mail?", "mail");
        var page = as("joost", browser.desktop());

        assertThat(page.locator("h1").innerText()).startsWith("Er is iets aan de hand");
        assertThat(page.locator(".overall.ok").count()).isZero();
    }

    @Test
    void showsWhatWentOutInTheWordsOfPeople() {
        var code = night();
        scenario.deliver();
        var page = as("marijke", browser.desktop());

        page.navigate(address("/outbox"));

        assertThat(page.locator("main").innerText())
                .contains(code.value(), "Call to the team", "Internal page", "works")
                .doesNotContain("team-alert", "internal-page");
    }

    @Test
    void showsManagersWhichVersionOfThePlanRuns() {
        night();
        var page = as("marijke", browser.desktop());

        page.navigate(address("/plan"));

        var row = page.locator("tr")
                .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("incident-response.bpmn"));
        assertThat(row.locator("td").nth(1).innerText()).matches("\\d+");
        assertThat(row.locator("td").nth(4).innerText().strip())
                .as("how many run")
                .isNotEmpty();
    }

    @Test
    @Tag("fresh")
    void leadsFromAMailThroughTheLoginToTheMostUrgentTaskOfItsIncident() {
        story.incident(Severity.TWO, "Iets met de mail?", "mail");
        var code = story.incident(Severity.ONE, "<b>Stroom</b> weg {{code}}", "hosting-haarlem");
        scenario.settle();
        var page = browser.phone();

        page.navigate(address("/incidents/" + code + "/tasks"));
        page.fill("#username", "anouk");
        page.fill("#password", Company.PASSWORD);
        page.click("main button[type=submit]");
        page.locator(".draaiboek-incident .severity").first().waitFor();
        page.locator(".fjs-form").first().waitFor();

        assertThat(page.locator("li.task").count())
                .as("tasks of this incident only")
                .isEqualTo(1);
        assertThat(page.locator("li.task").innerText())
                .contains("Take the lead", code.value(), "Severity 1 (provisional)", "<b>Stroom</b> weg {{code}}");
        assertThat(page.locator(".ce-eol-banner").isVisible())
                .as("a vendor's banner above an incident")
                .isFalse();
        assertThat(page.locator("body").innerText())
                .contains("Claim")
                .doesNotContain("Welcome to Camunda")
                .as("a number that only a builder knows")
                .doesNotContain("(R-");
        assertThat(page.locator(".fjs-form label").all()).isNotEmpty().allSatisfy(label -> assertThat(
                        label.evaluate("one => one.scrollWidth <= one.clientWidth + 1"))
                .as("read to its end: " + label.innerText())
                .isEqualTo(true));
        Browser.picture(page, "tasklist-from-a-mail");
    }

    @Test
    @Tag("fresh")
    void showsManagersWhatRunsOnTheFirstPageOfCockpit() {
        var code = night();
        var page = as("marijke", browser.desktop());

        page.navigate(address("/camunda/app/cockpit/default/"));
        page.locator(".draaiboek-running td").first().waitFor();

        assertThat(page.locator(".draaiboek-running").innerText())
                .contains(code.value(), "Stroom weg in zaal 2", "1 (provisional)", "nobody yet");
        page.getByText("Where it stands").first().click();
        page.waitForURL("**/process-instance/**");
        Browser.picture(page, "cockpit-running");
    }

    @Test
    void canBeUsedByEveryoneOnEveryScreen() {
        var code = night();
        for (var screen : List.of("desktop", "phone")) {
            var page = as("marijke", screen.equals("phone") ? browser.phone() : browser.desktop());
            for (var path : List.of(
                    "/internal",
                    "/incidents",
                    "/incidents?all=true",
                    "/incidents/" + code,
                    "/outbox",
                    "/plan",
                    "/register/services",
                    "/nothing",
                    "/login")) {
                page.navigate(address(path));
                assertThat(Browser.barriers(page)).as(path).isEmpty();
                assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                        .as(path + " is not wider than the " + screen)
                        .isEqualTo(true);
                Browser.picture(page, "inside" + path.replaceAll("INC.*", "one").replaceAll("\\W", "-") + "-" + screen);
            }
        }
    }

    @Test
    void saysHowBadItIsWithinTheWidthOfAPhone() {
        night();
        var page = as("marijke", browser.phone());
        for (var path : List.of("/incidents", "/outbox")) {
            page.navigate(address(path));
            for (var cell : page.locator("tbody td").all()) {
                var box = cell.boundingBox();
                assertThat(box.x + box.width).as(path + ": " + cell.innerText()).isLessThanOrEqualTo(390);
            }
            assertThat(page.locator("tbody .badge").first().isVisible()).isTrue();
        }
    }

    /** seen by everyone at the incident, and tried again by those who may. */
    @Test
    void showsInRedWhichStepStandsStillAndLetsTheLeadTryItAgain() {
        var code = night();
        var deployment = repository
                .createDeployment()
                .addModelInstance(
                        "sample-stands-still.bpmn",
                        Bpmn.createExecutableProcess("sample-stands-still")
                                .name("Tell the neighbours")
                                .startEvent()
                                .serviceTask("ServiceTask_Ring")
                                .name("Ring at the door")
                                .camundaAsyncBefore()
                                .camundaExpression("${true}")
                                .endEvent()
                                .done())
                .deploy()
                .getId();
        scenario.runtime().startProcessInstanceByKey("sample-stands-still", code.value());
        var job = scenario.management()
                .createJobQuery()
                .processDefinitionKey("sample-stands-still")
                .singleResult()
                .getId();
        scenario.management().setJobRetries(job, 0);

        var daan = as("daan", browser.desktop());
        daan.navigate(address("/incidents?lang=nl"));
        assertThat(daan.locator("html").getAttribute("lang"))
                .as("what responders work with, like the diagrams and the forms")
                .isEqualTo("en");
        assertThat(daan.locator("section.notice.major").innerText())
                .contains("One step of the plan stands still", "Tell the neighbours › Ring at the door", code.value());
        assertThat(daan.locator("section.notice a[href*='cockpit/default/#/process-instance/']")
                        .count())
                .isEqualTo(1);
        assertThat(daan.locator("section.notice button").count()).isZero();

        var page = as("anouk", browser.phone());
        page.navigate(address("/incidents/" + code));
        Browser.picture(page, "step-stands-still");
        page.click("section.notice button");
        assertThat(page.url()).endsWith("/incidents/" + code);
        assertThat(page.locator("section.notice.major").innerText()).contains("being tried again");
        assertThat(page.locator(".timeline").innerText()).contains("Let a step that stood still try again");
        assertThat(page.locator("section.notice button").count()).isZero();
        scenario.management().executeJob(job);
        repository.deleteDeployment(deployment, true);
    }

    private IncidentCode night() {
        var code = story.incident(Severity.ONE, "Stroom weg in zaal 2", "hosting-haarlem", "datacenter-haarlem");
        scenario.settle();
        story.about(code, "INVESTIGATING")
                .with("services", "hosting-haarlem,datacenter-haarlem")
                .words("Werk vanuit huis; de klantdata is veilig.", "Work from home; customers' data is safe.")
                .to("internal-page");
        scenario.clock().advance(Duration.ofMinutes(4));
        note(code, "danger.answered", Map.of("danger", false, "where", ""));
        note(
                code,
                "theory.formed",
                Map.of("number", 1, "theory", "De UPS van zaal 2 is defect", "experiment", "Zet de bypass om"));
        return code;
    }

    private void note(IncidentCode code, String kind, Map<String, Object> details) {
        transaction.executeWithoutResult(s -> record.append(code, kind, "anouk", details));
    }

    private Page as(String user, Page page) {
        return Browser.login(page, address(""), user);
    }

    private JsonNode json(Page page, String path) throws Exception {
        var answer = page.request().get(address(path));
        assertThat(answer.status()).as(path).isEqualTo(200);
        return new ObjectMapper().readTree(answer.text());
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }
}
