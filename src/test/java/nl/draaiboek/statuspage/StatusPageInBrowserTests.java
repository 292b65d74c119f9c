package nl.draaiboek.statuspage;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.support.Browser;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** The public page as people of all abilities meet it: on a phone, in the dark, without a script. */
@ScenarioTest
class StatusPageInBrowserTests {

    private static Browser browser;

    @Autowired
    ApplicationContext context;

    @Autowired
    Scenario scenario;

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
    void canBeUsedByEveryoneOnEveryScreen() {
        var code = busyNight();
        for (var page : List.of(browser.desktop(), browser.phone(), browser.dark())) {
            for (var path : List.of(
                    "/status",
                    "/status?lang=en",
                    "/status/incidents/" + code,
                    "/status/history",
                    "/status/incidents/none")) {
                page.navigate(address(path));
                assertThat(Browser.barriers(page)).as(path).isEmpty();
                assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                        .as(path + " is not wider than the screen")
                        .isEqualTo(true);
            }
        }
    }

    @Test
    void canBeUsedWhenThereIsNothingToShow() {
        var page = browser.phone();
        page.navigate(address("/status"));

        assertThat(page.locator("h1").innerText()).isEqualTo("Alle diensten werken");
        assertThat(Browser.barriers(page)).isEmpty();
    }

    @Test
    void leadsFromTheIncidentToItsPageAndToTheOtherLanguageWithoutAScript() {
        busyNight();
        var page = browser.withoutScript();
        page.navigate(address("/status"));
        page.locator("article h3 a").first().click();
        assertThat(page.locator("h1").innerText()).startsWith("Storing: ");
        page.locator("text=English").click();
        assertThat(page.locator("h1").innerText()).startsWith("Disruption: ");
        page.locator("text=Current status").click();
        assertThat(page.locator("h1").innerText()).isEqualTo("A service is out");
    }

    @Test
    void keepsPictures() {
        var code = busyNight();
        picture(browser.desktop(), "/status", "status-desktop");
        picture(browser.phone(), "/status?lang=en", "status-phone");
        picture(browser.dark(), "/status", "status-dark");
        picture(browser.phone(), "/status/incidents/" + code, "status-incident-phone");
        picture(browser.desktop(), "/status/history", "status-history");
    }

    private void picture(Page page, String path, String name) {
        page.navigate(address(path));
        assertThat(Browser.picture(page, name)).exists();
    }

    private IncidentCode busyNight() {
        var story = new PublishedStory(context);
        story.register();
        var over = story.incident(Severity.THREE, "Portaal traag", "klantportaal");
        story.about(over, "INVESTIGATING").with("services", "klantportaal").to("status-page");
        story.about(over, "RESOLVED")
                .with("services", "klantportaal")
                .words("Het portaal is weer snel.", "The portal is fast again.")
                .to("status-page");
        scenario.clock().advance(Duration.ofHours(26));
        var code = story.incident(Severity.ONE, "Stroom weg in zaal 2", "hosting-haarlem");
        var since = story.now().toString();
        story.about(code, "INVESTIGATING")
                .with("services", "hosting-haarlem")
                .with("nextPromised", story.now().plusSeconds(900).toString())
                .words(
                        "Sinds 05:00 uur zijn websites in ons datacenter in Haarlem niet bereikbaar. Wij onderzoeken de oorzaak.\n\n"
                                + "Wat u ervan merkt:\nUw website laadt niet. E-mail werkt.",
                        "Since 05:00 CET websites in our Haarlem datacenter cannot be reached. We are investigating the cause.\n\n"
                                + "What you notice:\nYour website does not load. E-mail works.")
                .to("status-page");
        scenario.clock().advance(Duration.ofMinutes(14));
        story.about(code, "IDENTIFIED")
                .with("services", "hosting-haarlem,mail")
                .with("since", since)
                .with("nextPromised", story.now().plusSeconds(900).toString())
                .with("expectedRecovery", story.now().plusSeconds(7200).toString())
                .words(
                        "De stroomvoorziening van één zaal is uitgevallen. Monteurs zijn ter plaatse en schakelen over op de tweede voeding.",
                        "The power supply of one hall failed. Engineers are on site and are switching to the second feed.")
                .to("status-page");
        return code;
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }
}
