package nl.draaiboek.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.charset.StandardCharsets;
import nl.draaiboek.support.Browser;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The directory on pages. */
@ScenarioTest
class PeoplePageTests {

    private static final String NUMBER = "+31 6 12345602";

    private static Browser browser;

    @Autowired
    ImportPeople importPeople;

    @Autowired
    Directory directory;

    @Autowired
    LookAtNumbers lookAtNumbers;

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
    void showsNobodysNumberUntilSomebodySaysWhatFor() {
        importPeople.run(Company.sheet("people.csv"), "admin");
        var page = open("anouk", "/register/people?find=network", browser.phone());
        assertThat(page.locator("main").innerText())
                .contains("Bram Jansen", "Daan Bakker")
                .doesNotContain("Emma");
        assertThat(page.content()).doesNotContain("12345");
        assertThat(Browser.barriers(page)).isEmpty();

        page.click("text=Bram Jansen");
        assertThat(page.content()).doesNotContain("12345").doesNotContain("Noor");
        assertThat(page.locator("main").innerText()).contains("Nobody yet.");
        page.fill("#why", "INC-2026-0007 <b>");
        page.click("main button[type=submit]");
        page.waitForLoadState();

        assertThat(page.locator("a[href='tel:+31612345602']").innerText()).isEqualTo(NUMBER);
        assertThat(page.locator("main").innerText()).contains("Noor Jansen", "INC-2026-0007 <b>");
        assertThat(Browser.barriers(page)).isEmpty();
        Browser.picture(page, "directory-person");
        assertThat(lookAtNumbers.looks("bram", 10))
                .extracting(LookAtNumbers.Look::actor, LookAtNumbers.Look::why)
                .containsExactly(tuple("anouk", "INC-2026-0007 <b>"));
        page.navigate(address("/register/people/bram"));
        assertThat(page.content()).as("not again unseen").doesNotContain("12345");
    }

    @Test
    void asksWhatForWhenNothingWasSaid() {
        importPeople.run(Company.sheet("people.csv"), "admin");
        var page = open("anouk", "/register/people/bram", browser.desktop());

        page.evaluate("document.querySelector('#why').required = false");
        page.fill("#why", "   ");
        page.click("main button[type=submit]");
        page.waitForLoadState();

        assertThat(page.locator("[role=alert]").innerText()).contains("Say in a few words");
        assertThat(page.content()).doesNotContain("12345");
        assertThat(lookAtNumbers.looks("bram", 10)).isEmpty();
    }

    @Test
    void takesASheetOverOnlyAfterItsChangesWereLookedAt() {
        var page = open("admin", "/register/people/sheet", browser.desktop());

        page.setInputFiles(
                "#file",
                new FilePayload(
                        "people.csv", "text/csv", Company.sheet("people.csv").getBytes(StandardCharsets.UTF_8)));
        page.click("section button[type=submit]");
        page.waitForLoadState();
        assertThat(page.locator("main").innerText()).contains("Take over 9 changes", "Haarlem", NUMBER);
        assertThat(directory.find("bram").orElseThrow().primaryPhone())
                .as("nothing yet")
                .isNull();
        assertThat(Browser.barriers(page)).isEmpty();

        page.click("main button[type=submit]");
        page.waitForLoadState();
        assertThat(page.locator("main").innerText()).contains("Changed colleagues: 9", "Bram Jansen", "sms > call");
        assertThat(Browser.barriers(page)).isEmpty();
        Browser.picture(page, "directory");
        assertThat(directory.find("bram").orElseThrow().primaryPhone()).isEqualTo(new PhoneNumber("+31612345602"));
    }

    @Test
    void showsEveryFaultAndLetsItBeRepairedOnThePage() {
        var page = open("admin", "/register/people/sheet", browser.phone());

        page.fill("#csv", "id,primary_phone,location\nbram,12,<script>alert(1)</script>\n");
        page.click("section button[type=submit]");
        page.waitForLoadState();

        assertThat(page.locator("main").innerText())
                .contains("The sheet has a fault; nothing is taken over.", "primary_phone");
        assertThat(page.locator("main script").count()).isZero();
        page.fill("#again", "id,primary_phone\nbram,06 12345602\n");
        page.click("section button[type=submit]");
        page.waitForLoadState();
        assertThat(page.locator("main").innerText()).contains("Take over one change");
    }

    @Test
    void keepsTheSheetToAdministratorsAndThePageToWhoMustReachPeople() {
        var manager = open("marijke", "/register/people", browser.desktop());
        assertThat(manager.locator("text=Hand in a sheet").count()).isZero();
        assertThat(status(manager, "/register/people/sheet.csv")).isEqualTo(403);
        assertThat(status(manager, "/register/people/sheet")).isEqualTo(403);
        assertThat(manager.request()
                        .post(
                                address("/register/people/sheet"),
                                RequestOptions.create()
                                        .setForm(FormData.create().set("csv", "id\nx\n")))
                        .status())
                .isEqualTo(403);
        assertThat(lookAtNumbers.looks("bram", 10)).isEmpty();

        var employee = open("joost", "/internal", browser.desktop());
        assertThat(status(employee, "/register/people")).isEqualTo(403);
        assertThat(status(employee, "/register/people/bram")).isEqualTo(403);
        assertThat(employee.locator("nav").innerText()).doesNotContain("Mensen", "People");
    }

    @Test
    void saysWhenNobodyIsCalledSo() {
        var page = open("anouk", "/register/people", browser.desktop());

        assertThat(status(page, "/register/people/nobody")).isEqualTo(404);
    }

    @Test
    void everyoneConfirmsTheirOwnDetailsOnAPageOfTheirOwn() {
        importPeople.run(Company.sheet("people.csv"), "admin");
        var page = open("joost", "/me", browser.phone());
        assertThat(Browser.barriers(page)).isEmpty();

        page.fill("#primary_phone", "06 12");
        page.fill("#ways_by_night", "call");
        page.click("main button[type=submit]");
        page.waitForLoadState();
        assertThat(page.locator("main").innerText())
                .contains("Er is nog niets bewaard", "Dit is geen telefoonnummer dat kan bestaan.");
        assertThat(page.inputValue("#primary_phone")).as("what was typed stays").isEqualTo("06 12");
        assertThat(Browser.barriers(page)).isEmpty();
        assertThat(directory.find("joost").orElseThrow().confirmedAt()).isNull();

        page.fill("#primary_phone", "020 5550109");
        page.fill("#ways_by_night", "sms");
        page.click("main button[type=submit]");
        page.waitForLoadState();
        assertThat(page.locator("main").innerText())
                .contains("Een sms heeft een mobiel nummer nodig")
                .doesNotContain("hierboven niet is ingevuld");

        page.fill("#primary_phone", "06 12345602");
        page.fill("#ways_by_night", "call");
        page.click("main button[type=submit]");
        page.waitForLoadState();
        assertThat(page.locator("main").innerText())
                .contains("Dit mobiele nummer is al van iemand anders")
                .doesNotContain("kan bestaan")
                .as("whose it is stays theirs")
                .doesNotContain("bram", "Bram");
        assertThat(directory.find("joost").orElseThrow().confirmedAt()).isNull();

        page.fill("#primary_phone", "06 12345609");
        page.click("main button[type=submit]");
        page.waitForLoadState();
        assertThat(page.locator("[role=status]").innerText()).contains("vandaag bevestigd");
        Browser.picture(page, "own-details");
        var joost = directory.find("joost").orElseThrow();
        assertThat(joost.primaryPhone()).isEqualTo(new PhoneNumber("+31612345609"));
        assertThat(joost.ways(true)).isEqualTo(Ways.read("call"));
        assertThat(joost.confirmedAt()).isNotNull();
        assertThat(joost.location()).as("what was not touched").isEqualTo("Haarlem");
        assertThat(lookAtNumbers.looks("joost", 10)).as("one's own").isEmpty();
    }

    private int status(Page page, String path) {
        return page.request().get(address(path)).status();
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
