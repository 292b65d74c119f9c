package nl.draaiboek.services;

import static org.assertj.core.api.Assertions.assertThat;

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

/** The register of services as its owners keep it. */
@ScenarioTest
class RegisterPageTests {

    private static final String SHEET =
            """
            id,name_nl,name_en,owner,depends_on,rto,rpo,backup_kind,backup_every,customer_facing
            datacenter-haarlem,Datacenter Haarlem,Haarlem datacenter,techLeads,,,,,,no
            mail,E-mail,E-mail,techLeads,datacenter-haarlem,1h,30m,mirror,1h,yes
            """;

    private static Browser browser;

    @Autowired
    Services services;

    @Autowired
    ImportServices importServices;

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
    void takesASheetOverOnlyAfterItsChangesWereLookedAt() {
        var page = open("farid", browser.desktop());

        page.setInputFiles(
                "#file", new FilePayload("services.csv", "text/csv", SHEET.getBytes(StandardCharsets.UTF_8)));
        page.click("section button[type=submit]");
        assertThat(page.locator("main").innerText()).contains("E-mail", "new", "Take over 2 changes");
        assertThat(services.all()).as("nothing yet").isEmpty();
        assertThat(Browser.barriers(page)).isEmpty();
        Browser.picture(page, "register-preview");

        page.click("main button[type=submit]");
        assertThat(page.locator("main").innerText())
                .contains("Changed services: 2", "datacenter-haarlem", "backup too seldom for the RPO");
        assertThat(services.all()).hasSize(2);
        assertThat(Browser.barriers(page)).isEmpty();
        Browser.picture(page, "register");
    }

    @Test
    void showsEveryFaultAndLetsItBeRepairedOnThePage() {
        var page = open("farid", browser.phone());

        page.fill(
                "#csv",
                SHEET.replace("1h,30m", "soon,30m").replace("E-mail,E-mail", "<script>alert(1)</script>,E-mail"));
        page.click("section button[type=submit]");

        assertThat(page.locator("main").innerText())
                .contains("The sheet has a fault; nothing is taken over.", "'soon' is no duration");
        assertThat(page.locator("main script").count()).isZero();
        assertThat(Browser.barriers(page)).isEmpty();
        page.fill("#again", SHEET);
        page.click("section button[type=submit]");
        assertThat(page.locator("main").innerText()).contains("Take over 2 changes");
    }

    @Test
    void givesTheRegisterAsASheetThatItTakesBackUnchanged() {
        importServices.run(SHEET, "farid");
        var page = open("farid", browser.desktop());

        var sheet = page.request().get(address("/register/services/sheet.csv")).text();

        var preview = importServices.preview(sheet);
        assertThat(preview.problems()).isEmpty();
        assertThat(preview.changes()).isEmpty();
        assertThat(preview.same()).isEqualTo(2);
    }

    @Test
    void setsMaintenanceByHand() {
        importServices.run(SHEET, "farid");
        var page = open("bram", browser.desktop());

        var row = page.locator("tr", new Page.LocatorOptions().setHasText("E-mail"));
        row.locator("select").selectOption("MAINTENANCE");
        row.locator("button").click();

        assertThat(services.find("mail").orElseThrow().state()).isEqualTo(ServiceState.MAINTENANCE);
        page.navigate(address("/status"));
        assertThat(page.locator("h1").innerText()).isEqualTo("Er is onderhoud bezig");
    }

    @Test
    void staysClosedToWhoDoesNotKeepIt() {
        var page = login("joost", browser.desktop());

        assertThat(page.request().get(address("/register/services")).status()).isEqualTo(403);
        assertThat(page.request()
                        .post(
                                address("/register/services"),
                                RequestOptions.create()
                                        .setForm(FormData.create().set("csv", SHEET)))
                        .status())
                .isEqualTo(403);
        assertThat(services.all()).isEmpty();
    }

    private Page open(String user, Page page) {
        login(user, page).navigate(address("/register/services"));
        return page;
    }

    private Page login(String user, Page page) {
        page.navigate(address("/login"));
        page.fill("#username", user);
        page.fill("#password", Company.PASSWORD);
        page.click("main button[type=submit]");
        page.waitForURL("**/internal", new Page.WaitForURLOptions().setTimeout(10_000));
        return page;
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }
}
