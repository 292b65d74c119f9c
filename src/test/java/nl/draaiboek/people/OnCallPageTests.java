package nl.draaiboek.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import nl.draaiboek.support.Browser;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who is on call, on a page. */
@ScenarioTest
class OnCallPageTests {

    private static Browser browser;

    @Autowired
    Scenario scenario;

    @Autowired
    KeepCalendars keepCalendars;

    @Autowired
    Calls calls;

    @Autowired
    OnCall onCall;

    @Autowired
    ImportPeople importPeople;

    @LocalServerPort
    int port;

    @BeforeAll
    static void start() {
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @Test
    void aManagerHandsInAFileAfterSeeingWhatItSaysAndEveryoneAtAnIncidentSeesWhoIsOnCall() {
        importPeople.run(Company.sheet("people.csv"), "admin");
        var now = scenario.clock().instant();
        calls.note("bram", now.minus(Duration.ofDays(3)), "INC-2026-0001");
        calls.note("bram", now.minus(Duration.ofDays(20)), "INC-2026-0002");
        calls.note("anouk", now.minus(Duration.ofDays(80)), "INC-2026-0003");
        calls.note("daan", now.minus(Duration.ofDays(91)), "INC-2026-0004");
        var page = open("marijke", "/register/on-call", browser.desktop());
        assertThat(page.locator("main").innerText()).contains("There is no schedule yet");
        page.fill("#id", "hosting");
        page.fill("#nameEn", "Hosting");
        page.fill("#nameNl", "Hosting");
        page.fill("#serves", "network");
        page.click("section button[type=submit]");
        page.waitForLoadState();
        assertThat(page.locator("h1").innerText()).isEqualTo("Hosting");
        assertThat(page.locator("text=Fetch from an address").count())
                .as("for administrators")
                .isZero();

        var file = KeepCalendarsTests.weeks(now, "anouk", "<i>Sam Onbekend</i>", "bram");
        page.setInputFiles(
                "#file", new FilePayload("hosting.ics", "text/calendar", file.getBytes(StandardCharsets.UTF_8)));
        page.click("text=Show what it says");
        page.waitForLoadState();
        assertThat(page.locator("main").innerText())
                .contains(
                        "It has 3 events.",
                        "<i>Sam Onbekend</i>",
                        "Nobody in the directory is named in it.",
                        "Anouk de Vries",
                        "nobody stands in this file in these times");
        assertThat(Browser.barriers(page)).isEmpty();
        assertThat(onCall.at("hosting", now)).as("nothing counts yet").isEmpty();

        page.click("text=Let it count from now on");
        page.waitForLoadState();
        assertThat(onCall.at("hosting", now)).containsExactly("anouk");
        assertThat(page.locator("main").innerText())
                .contains("Anouk de Vries", "nobody", "<i>Sam Onbekend</i>", "hosting.ics");
        assertThat(Browser.barriers(page)).isEmpty();
        Browser.picture(page, "on-call-schedule");

        var responder = open("bram", "/register/on-call", browser.phone());
        assertThat(responder.locator("main").innerText())
                .contains("Anouk de Vries", "from Mon 23 Nov 00:00 to Mon 30 Nov 00:00", "one problem")
                .contains("has never confirmed the details")
                .contains("Bram Jansen\t1\t2\t2", "Anouk de Vries\t0\t0\t1")
                .doesNotContain("Daan Bakker\t", "Add a schedule");
        assertThat(Browser.barriers(responder)).isEmpty();
        Browser.picture(responder, "on-call");
        assertThat(post(responder, "/register/on-call/edit/hosting/remove")).isEqualTo(403);
        assertThat(post(page, "/register/on-call/address/hosting")).isEqualTo(403);

        var employee = open("joost", "/internal", browser.desktop());
        assertThat(employee.request().get(address("/register/on-call")).status())
                .isEqualTo(403);
    }

    @Test
    void anAdministratorIsToldWhyAnAddressCannotBeFetched() {
        keepCalendars.save(new Schedule("hosting", "Hosting", "Hosting", "network", ""));
        var page = open("admin", "/register/on-call/hosting", browser.desktop());

        page.fill("#address", "file:///etc/passwd");
        page.click("text='Fetch'");
        page.waitForLoadState();

        assertThat(page.locator("[role=alert]").innerText()).startsWith("An address begins with https://");
        assertThat(Browser.barriers(page)).isEmpty();
    }

    private int post(Page page, String path) {
        return page.request()
                .post(
                        address(path),
                        RequestOptions.create()
                                .setForm(FormData.create().set("place", "1").set("address", "https://a.example/")))
                .status();
    }

    private Page open(String user, String path, Page page) {
        Browser.login(page, address(""), user);
        page.navigate(address(path));
        return page;
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }
}
