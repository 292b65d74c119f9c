package nl.draaiboek.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.microsoft.playwright.Page;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.draaiboek.demo.DemoApplication;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.response.paging.AnswerPage;
import nl.draaiboek.response.paging.Pages;
import nl.draaiboek.response.paging.Purpose;
import nl.draaiboek.response.paging.Rung;
import nl.draaiboek.support.Browser;
import nl.draaiboek.support.RunningClock;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestWatcher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One night, as people live it: an alert, somebody who leads, an assessment, words for customers, a promise, a solution, a
 * close. In a real browser, on the demo as anybody starts it; only the clock jumps. Its pictures stand in the manual.
 */
@Tag("fresh")
class NightOfAnIncidentTests {

    private static final RunningClock CLOCK = new RunningClock();

    private static ConfigurableApplicationContext program;
    private static Browser browser;
    private static String address;

    @BeforeAll
    static void start() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        address = "http://localhost:" + port;
        System.setProperty(
                "draaiboek.demo.folder", Files.createTempDirectory("night").toString());
        program = DemoApplication.start(
                context -> ((GenericApplicationContext) context)
                        .registerBean("runningClock", Clock.class, () -> CLOCK, bean -> bean.setPrimary(true)),
                "--server.port=" + port,
                "--draaiboek.address=" + address);
        browser = Browser.start();
    }

    /** Shows what everybody saw when it went wrong. */
    @RegisterExtension
    final TestWatcher pictures = new TestWatcher() {
        @Override
        public void testFailed(ExtensionContext context, Throwable cause) {
            browser.pages().forEach(page -> Browser.picture(page, "failure-" + Integer.toHexString(page.hashCode())));
        }
    };

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (program != null) {
            DemoApplication.stop(program);
        }
        ClockUtil.reset();
    }

    @Test
    void anIncidentRunsFromItsAlertToItsClosingMessage() throws Exception {
        alert("firing");
        waitForTask("UserTask_TakeLead");
        var anouk = Tasklist.login(browser.english(), address, "anouk");
        anouk.open("Take the lead").picture("responder-take-the-lead").claim();
        anouk.fill("take-lead", Map.of("danger", "no"));
        anouk.fill("take-lead", Map.of("verdict", "real"));
        anouk.fill("take-lead", Map.of("mostCustomers", "yes")).complete();

        waitForTask("UserTask_OpenTeamChannels");
        anouk.solve(
                "Open the team's channels",
                "open-team-channels",
                Map.of("chatRoom", "https://chat.waddenhost.example/night", "place", "War room, second floor"));

        waitForTask("UserTask_AssessImpact");
        anouk.open("Assess impact").claim();
        anouk.fill(
                "assess-impact",
                Map.of(
                        "internalImpact", "hindered",
                        "what", "down",
                        "who", "all",
                        "breach", "no",
                        "dataLoss", "no",
                        "socialMedia", "busy",
                        "cause", "datacenter",
                        "next", "decide"));
        anouk.picture("responder-assess-impact").complete();
        waitForTask("UserTask_DecideSeverity");
        anouk.open("Decide severity").claim().picture("responder-decide-severity");
        anouk.fill("decide-severity", Map.of("severityChosen", "1", "crisisPlanChosen", "on"))
                .complete();

        waitForTask("UserTask_WriteUpdate");
        var chaima = Tasklist.login(browser.english(), address, "chaima");
        chaima.open("Write update").claim();
        chaima.fill(
                "write-update",
                Map.of(
                        "nlKnown", "Ons datacenter in Haarlem is sinds vannacht niet bereikbaar.",
                        "nlNoticed", "Websites en e-mail werken niet.",
                        "enKnown", "Our datacenter in Haarlem has been out of reach since tonight.",
                        "enNoticed", "Websites and mail do not work.",
                        "reach", "EVERYONE"));
        chaima.picture("communicator-write-update").complete();
        waitForTask("UserTask_ApproveUpdate");
        chaima.open("Approve update").claim().picture("communicator-approve-update");
        chaima.fill("approve-update", Map.of("approved", "yes")).complete();

        customerIsTold("In onderzoek", "Ons datacenter in Haarlem");
        var visitor = browser.phone();
        await("the page, which goes out beside the mail")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> {
                    visitor.navigate(address + "/status?lang=nl");
                    assertThat(visitor.content()).contains("Ons datacenter in Haarlem");
                });
        Browser.picture(visitor, "status-page-phone");
        assertThat(visitor.content()).doesNotContain("bram", "anouk");

        comes(Purpose.TECHNICIAN);
        comes(Purpose.COMMUNICATOR);
        waitForTask("UserTask_GiveRoles");
        anouk.solve(
                "Give the roles",
                "give-roles",
                Map.of("techLead", "Bram Jansen", "communicationsManager", "Chaima El Amrani"));

        waitForTask("UserTask_FormTheory");
        var bram = Tasklist.login(browser.english(), address, "bram");
        bram.solve("Accept or decline", "answer-role", Map.of("answer", "yes"));
        bram.solve("Form theory", "form-theory", Map.of("theory", "Power unit 3 broke.", "experiment", "Measure it."));
        waitForTask("UserTask_RunExperiment");
        bram.open("Run experiment").claim();
        bram.fill("run-experiment", Map.of("experimentOutcome", "PROVED", "finding", "No current on unit 3."));
        bram.picture("responder-run-experiment").complete();
        waitForTask("UserTask_ApplyRemedy");
        bram.solve(
                "Apply remedy",
                "apply-remedy",
                Map.of("remedy", "Restart", "remedyDone", "Unit 3 replaced, racks restarted."));
        waitForTask("UserTask_ConfirmDataIntact");
        bram.solve(
                "Confirm that data is intact",
                "confirm-data-intact",
                Map.of("integrity", "intact", "integrityFinding", "All checksums fit."));
        waitForTask("UserTask_OpenService");
        bram.solve("Open service", "open-service", Map.of("opened", "Everything."));
        alert("resolved");
        waitForTask("UserTask_TestService");
        bram.open("Test service").claim();
        bram.fill(
                "test-service",
                Map.of(
                        "functional", true,
                        "nothingBroken", true,
                        "performance", true,
                        "team", true,
                        "customers", true,
                        "verdict", "passed"));
        bram.complete();
        waitForTask("UserTask_WatchService");

        CLOCK.jump(Duration.ofMinutes(31));
        waitForTask("UserTask_ConfirmImpactEnded");
        anouk.page().reload();
        anouk.solve("Confirm impact ended", "confirm-impact-ended", Map.of("answer", "yes"));
        waitForTask("UserTask_GatherFigures");
        anouk.solve(
                "Gather figures",
                "gather-figures",
                Map.of(
                        "supportCases", 41,
                        "dataLost", "NO",
                        "summaryNl", "Een stroomverdeler viel uit en is vervangen.",
                        "summaryEn", "A power unit failed and was replaced."));
        waitForTask("UserTask_ListWhatRemains");
        anouk.solve(
                "List what remains",
                "list-what-remains",
                Map.of("action", "Replace the power distributor", "owner", "Bram Jansen", "due", "24/12/2037"));

        closingUpdate(chaima);
        customerIsTold("Opgelost", "stroomverdeler");
        visitor.reload();
        assertThat(visitor.content()).contains("Opgelost");

        anouk.page().navigate(address + "/incidents");
        anouk.page()
                .getByText("All", new Page.GetByTextOptions().setExact(true))
                .click();
        anouk.page().getByText("Datacenter Haarlem").first().click();
        Browser.picture(anouk.page(), "incident-record");
        assertThat(anouk.page().content()).contains("INC-");
        assertThat(program.getBean(TaskService.class).createTaskQuery().list())
                .extracting(Task::getTaskDefinitionKey)
                .as("what is still asked of somebody after the close")
                .containsExactlyInAnyOrder("UserTask_PrepareReview", "UserTask_DoAction");
    }

    /** The words that end it are a task like any other update, and go out after a last look. */
    private void closingUpdate(Tasklist chaima) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> tasks("UserTask_WriteUpdate").stream().findFirst().isPresent()
                        || tasks("UserTask_ApproveUpdate").stream().findFirst().isPresent());
        chaima.page().reload();
        if (!tasks("UserTask_WriteUpdate").isEmpty()) {
            chaima.open("Write update")
                    .claim()
                    .picture("communicator-closing-words")
                    .complete();
        }
        waitForTask("UserTask_ApproveUpdate");
        chaima.solve("Approve update", "approve-update", Map.of("approved", "yes"));
    }

    /** Whoever is paged for this says that they come. */
    private static void comes(Purpose purpose) {
        var code = new IncidentCode(program.getBean(JdbcClient.class)
                .sql("select max(code) from draaiboek.incident")
                .query(String.class)
                .single());
        var pages = program.getBean(Pages.class);
        var page = await("a page for " + purpose)
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> pages.of(code).stream()
                                .filter(candidate -> candidate.purpose() == purpose)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow()
                .id();
        var person = pages.turn(page, Rung.FIRST).orElseThrow();
        program.getBean(AnswerPage.class).acknowledge(page, person, "call");
    }

    private static List<Task> tasks(String definition) {
        return program.getBean(TaskService.class)
                .createTaskQuery()
                .taskDefinitionKey(definition)
                .list();
    }

    private static void customerIsTold(String state, String words) {
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(mails()).anySatisfy(mail -> {
                    assertThat(mail.getAllRecipients()[0].toString()).isEqualTo("mia@bakkerij-mia.example");
                    assertThat(mail.getSubject()).contains(state);
                    assertThat(text(mail)).contains(words);
                }));
    }

    private static List<MimeMessage> mails() {
        return Arrays.asList(program.getBean(GreenMail.class).getReceivedMessages());
    }

    private static String text(MimeMessage mail) throws Exception {
        return ((Multipart) mail.getContent()).getBodyPart(0).getContent().toString();
    }

    private static void alert(String status) throws Exception {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address + "/api/alerts/alertmanager"))
                                .header("Authorization", "Bearer " + DemoApplication.MONITORING_TOKEN)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        DemoApplication.alert(CLOCK.instant(), status)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private static Task waitForTask(String definition) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                program
                                        .getBean(TaskService.class)
                                        .createTaskQuery()
                                        .taskDefinitionKey(definition)
                                        .list()
                                        .stream()
                                        .findFirst()
                                        .orElse(null),
                        task -> task != null);
    }
}
