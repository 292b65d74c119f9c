package nl.draaiboek.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import nl.draaiboek.incident.NewIncident;
import nl.draaiboek.incident.Noticed;
import nl.draaiboek.incident.OpenIncident;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.support.Browser;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestWatcher;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** What Tasklist says to whoever works in it, on a desktop and on a phone. */
@ScenarioTest
class TasklistTests {

    private static Browser browser;

    @Autowired
    Scenario scenario;

    @Autowired
    IdentityService identity;

    @Autowired
    OpenIncident openIncident;

    @Autowired
    TransactionTemplate transaction;

    @LocalServerPort
    int port;

    /** Shows what everybody saw when it went wrong. */
    @RegisterExtension
    final TestWatcher pictures = new TestWatcher() {
        @Override
        public void testFailed(ExtensionContext context, Throwable cause) {
            browser.pages().forEach(page -> Browser.picture(page, "failure-" + Math.abs(page.hashCode())));
        }
    };

    @BeforeAll
    static void start() {
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @Test
    void namesEachAnswerThatIsMissingAndBringsTheFirstIntoView() {
        incident(Severity.ONE, "Stroom weg in zaal 2");
        for (var page : new Page[] {browser.english(), browser.phone()}) {
            var anouk = Tasklist.login(page, address(), "anouk");
            anouk.open("Take the lead").claim();
            complete(page).click();

            var missing = page.locator(".draaiboek-missing:not(.answered)");
            missing.waitFor();
            assertThat(missing.innerText())
                    .contains("Not completed: look at 2 answers again.")
                    .contains("May anyone be in danger? – not answered yet")
                    .contains("What do you see? – not answered yet");
            assertThat(inView(field(page, "May anyone be in danger?")))
                    .as("the first that is missing")
                    .isTrue();
            assertThat(page.locator(".page-notifications .alert:visible").count())
                    .as("a message that names nothing")
                    .isZero();
            Browser.picture(page, "tasklist-missing-" + page.viewportSize().width);

            field(page, "May anyone be in danger?")
                    .getByText("No", new Locator.GetByTextOptions().setExact(true))
                    .click();
            missing.getByText("look at one answer again").waitFor();
            assertThat(missing.innerText()).doesNotContain("danger");
            missing.getByRole(AriaRole.BUTTON).click();
            assertThat(inView(field(page, "What do you see?"))).isTrue();
            field(page, "What do you see?").getByText("It is real").click();
            missing.waitFor(gone());
            page.getByText("Everything is answered.").waitFor();
            page.close();
        }
        assertThat(scenario.tasks("UserTask_TakeLead"))
                .as("nothing was completed")
                .hasSize(1);
    }

    @Test
    void saysWhatIsMissingOrRefusedBesideTheButtonThatStartsAProcess() {
        for (var page : new Page[] {browser.english(), browser.phone()}) {
            Tasklist.login(page, address(), "joost");
            page.navigate(address() + "/camunda/app/tasklist/default/?again#/?processStart=declare-incident");
            page.locator(".modal-body .fjs-form-field").first().waitFor();
            var start = page.locator(".modal-footer .btn-primary");
            start.click();

            var missing = page.locator(".modal-content .draaiboek-missing:not(.answered)");
            missing.waitFor();
            assertThat(missing.innerText())
                    .contains("Not started: look at 2 answers again.")
                    .contains("What is wrong? – not answered yet");
            assertThat(start.boundingBox().y - missing.boundingBox().y - missing.boundingBox().height)
                    .as("it stands above the button and not a form away")
                    .isBetween(0.0, 40.0);

            field(page, "What is wrong?").locator("input, textarea").first().fill("The shop is down");
            field(page, "May anyone be in danger?")
                    .getByText("No", new Locator.GetByTextOptions().setExact(true))
                    .click();
            missing.waitFor(gone());

            var since = field(page, "Since when (day)?");
            since.locator("input[placeholder*=yyyy]").fill("24-12-2037");
            page.keyboard().press("Enter");
            since.locator("input[placeholder^=hh]").fill("10:07");
            page.keyboard().press("Enter");
            page.keyboard().press("Tab");
            assertThat(since.locator("input[placeholder^=hh]").inputValue())
                    .as("the minute that was typed")
                    .isEqualTo("10:07");
            start.click();
            missing.waitFor();
            assertThat(missing.innerText())
                    .as("what the server refused")
                    .contains("Not started: look at one answer again.")
                    .contains("Since when (day)? – This lies in the future; say since when it is so.");
            assertThat(inView(since)).isTrue();
            assertThat(since.getAttribute("data-refused")).startsWith("This lies in the future");
            Browser.picture(page, "tasklist-refused-" + page.viewportSize().width);
            page.close();
        }
        assertThat(scenario.runtime().createProcessInstanceQuery().count()).isZero();
    }

    @Test
    void opensOnWhatWaitsForWhoeverLogsInAndSaysHowMuchWaitsInEachList() {
        incident(Severity.TWO, "Iets met de mail?");
        scenario.clock().advance(Duration.ofMinutes(1));
        incident(Severity.ONE, "Stroom weg in zaal 2");
        scenario.clock().advance(Duration.ofMinutes(1));
        incident(Severity.THREE, "Een schijf is bijna vol");
        for (var page : new Page[] {browser.english(), browser.phone()}) {
            Tasklist.opened(page, address(), "anouk");
            page.locator("li.task .draaiboek-incident .title").nth(2).waitFor();

            assertThat(page.locator(".task-filter.active").innerText()).startsWith("To do");
            assertThat(page.locator("body").innerText())
                    .as("one language with the forms, in a browser that prefers Dutch too")
                    .contains("Priority", "Created")
                    .doesNotContain("Gemaakt", "Voorrang", "CREATION_DATE");
            assertThat(page.locator("li.task .draaiboek-incident .title").allInnerTexts())
                    .containsExactly("Stroom weg in zaal 2", "Iets met de mail?", "Een schijf is bijna vol");
            page.locator(".draaiboek-count.some").first().waitFor();
            assertThat(page.locator(".task-filter .name").allInnerTexts())
                    .map(name -> name.replaceAll("\\s+", " ").strip())
                    .contains("My tasks (0)", "My groups' tasks (3)", "By incident (3)");
            Browser.picture(page, "tasklist-opens-" + page.viewportSize().width);
            page.close();
        }
    }

    @Test
    void keepsWhatWasTypedWhileOneLooksAtTheDiagramOrAtAnotherTask() {
        incident(Severity.ONE, "Stroom weg in zaal 2");
        incident(Severity.TWO, "Mail komt niet aan");
        var anouk = Tasklist.login(browser.english(), address(), "anouk");
        var page = anouk.page();
        anouk.open("Take the lead").claim();
        anouk.fill("take-lead", Map.of("danger", "yes"));
        anouk.fill("take-lead", Map.of("dangerWhere", "Hall 2, two engineers"));

        page.locator(".task-details .nav-tabs a").getByText("Diagram").click();
        page.locator(".task-details .djs-container").waitFor();
        page.locator(".task-details .nav-tabs a").getByText("Form").click();
        assertThat(typed(page)).isEqualTo("Hall 2, two engineers");

        anouk.fill("take-lead", Map.of("dangerWhere", "Hall 2, nobody any more"));
        page.locator("li.task").nth(1).locator("h4 a").click();
        page.locator("li.task").nth(0).locator("h4 a").click();
        page.locator(".task-details .fjs-form-field").first().waitFor();
        assertThat(typed(page)).isEqualTo("Hall 2, nobody any more");
        page.close();
    }

    @Test
    void showsTheCodeOnTheCardAlsoToWhoMayReadNoIncidents() {
        incident(Severity.ONE, "Stroom weg in zaal 2");
        Company.act(identity, "joost");
        scenario.runtime()
                .startProcessInstanceByKey("declare-incident", Map.of("danger", "no", "what", "Portaal stuk"));
        identity.clearAuthentication();
        scenario.settle();
        var page = Tasklist.opened(browser.english(), address(), "joost").page();

        page.locator("li.task .draaiboek-incident")
                .getByText(Pattern.compile("^INC-2026-\\d{4}$"))
                .waitFor();
        page.close();
    }

    @Test
    void saysBeforeTheStartOfARevisionThatTheIncidentIsAskedNext() {
        var page = Tasklist.login(browser.english(), address(), "anouk").page();
        page.navigate(address() + "/camunda/app/tasklist/default/?again#/?processStart=revise-incident");

        page.locator(".modal-body")
                .getByText("a task of yours then asks which incident")
                .waitFor();
        assertThat(page.locator(".modal-body").innerText()).doesNotContain("Business Key", "Add a variable");
        page.close();
    }

    @Test
    void tellsWhoeverIsTooLateAndClosesTheTaskThatIsGone() {
        incident(Severity.ONE, "Stroom weg in zaal 2");
        var anouk = Tasklist.login(browser.english(), address(), "anouk");
        var page = anouk.page();
        anouk.open("Take the lead").claim();
        anouk.fill("take-lead", Map.of("danger", "no"));
        anouk.fill("take-lead", Map.of("verdict", "real"));
        anouk.fill("take-lead", Map.of("mostCustomers", "yes"));
        scenario.complete(
                "anouk", "UserTask_TakeLead", Map.of("danger", "no", "verdict", "real", "mostCustomers", "yes"));
        complete(page).click();

        page.getByText("This task is no longer there").first().waitFor();
        page.locator(".task-details .fjs-form").first().waitFor(gone());
        assertThat(page.locator("body").innerText()).doesNotContain("Exception", "is null");
        Browser.picture(page, "tasklist-too-late");
        page.close();
    }

    private void incident(Severity severity, String title) {
        transaction.executeWithoutResult(s -> openIncident.open(new NewIncident(
                title,
                Noticed.MONITORING,
                severity,
                List.of(),
                null,
                scenario.clock().instant(),
                null,
                null,
                "alertmanager")));
        scenario.settle();
    }

    private static String typed(Page page) {
        var where = field(page, "Where, and who?").locator("input").first();
        where.waitFor();
        return where.inputValue();
    }

    private static Locator.WaitForOptions gone() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);
    }

    private static Locator complete(Page page) {
        return page.locator(".form-actions button.btn-primary:visible").first();
    }

    private static Locator field(Page page, String label) {
        return page.locator(".fjs-form-field")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator(".fjs-form-field-label")
                                .getByText(label, new Locator.GetByTextOptions().setExact(false))))
                .first();
    }

    private static boolean inView(Locator field) {
        return (Boolean) field.evaluate("one => { const box = one.getBoundingClientRect();"
                + " return box.top >= 0 && box.top < window.innerHeight - 40; }");
    }

    private String address() {
        return "http://localhost:" + port;
    }
}
