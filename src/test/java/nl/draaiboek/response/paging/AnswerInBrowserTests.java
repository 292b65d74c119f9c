package nl.draaiboek.response.paging;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.support.Browser;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Half asleep, on a phone, with one thumb. */
@ScenarioTest
class AnswerInBrowserTests {

    private static Browser browser;

    @LocalServerPort
    int port;

    @Autowired
    Scenario scenario;

    @BeforeAll
    static void start() {
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @Test
    void whoIsWokenSaysThatTheyComeWithOneThumb(@Autowired AutowireCapableBeanFactory beans) {
        var night = beans.createBean(Night.class);
        night.onCall("hosting", "bram", "kehinde");
        var code = night.alert(Severity.TWO);
        var phone = browser.phone();
        phone.navigate("http://localhost:" + port + night.link("bram"));
        Browser.picture(phone, "page-on-a-phone");
        assertThat(Browser.barriers(phone)).isEmpty();
        var button = phone.getByText("Ik kom eraan");
        assertThat(large(button)).as("a thumb finds it").isTrue();
        assertThat((Boolean) phone.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();

        button.click();
        phone.getByText("Jij hebt het aangenomen").waitFor();
        Browser.picture(phone, "page-on-a-phone-answered");
        assertThat(Browser.barriers(phone)).isEmpty();
        assertThat(night.page(code)).containsEntry("acknowledged_by", "bram");
        assertThat(phone.getByText("Neem de leiding").isVisible()).isTrue();
        phone.getByText("Neem de leiding").click();
        phone.waitForURL("**/login*");
        assertThat(scenario.task("UserTask_TakeLead").getAssignee()).isEqualTo("bram");
    }

    private static boolean large(Locator button) {
        var box = button.boundingBox();
        return box.height >= 48 && box.width >= 300;
    }
}
