package nl.draaiboek.everyone;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Map;
import nl.draaiboek.incident.ResolveIncident;
import nl.draaiboek.support.Browser;
import nl.draaiboek.support.Company;
import nl.draaiboek.support.RunningIncident;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Outside, on a phone, in the rain: who is asked answers, and who leads sees it happen. */
@ScenarioTest
class RollCallInBrowserTests {

    private static Browser browser;

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
    void answersWithOneThumbAndIsSeenOnTheListAtOnce(
            @Autowired AutowireCapableBeanFactory beans, @Autowired JdbcClient jdbc) {
        var hall = beans.createBean(Hall.class);
        for (var person : new String[] {"anouk", "bram", "chaima"}) {
            hall.works(person, "Haarlem");
        }
        hall.works("joost", "Zwolle");
        hall.starts("joost", "roll-call", Map.of("what", "Rook in zaal 2", "place", "Haarlem"));

        var list = browser.phone();
        login(list, "anouk", "/roll-calls/" + hall.last());
        assertThat(Browser.barriers(list)).isEmpty();
        assertThat(narrow(list)).isTrue();
        assertThat(list.locator(".figures").innerText()).contains("0\nveilig");

        var phone = browser.phone();
        phone.navigate("http://localhost:" + port + hall.link("chaima"));
        Browser.picture(phone, "roll-call-on-a-phone");
        assertThat(Browser.barriers(phone)).isEmpty();
        assertThat(narrow(phone)).isTrue();
        var safe = phone.getByText("Ik ben veilig");
        assertThat(large(safe)).as("a thumb finds it").isTrue();
        safe.click();
        phone.getByText("Genoteerd: je bent veilig").waitFor();
        list.getByText("1 veilig").first().waitFor();

        phone.getByText("Ik heb hulp nodig").click();
        phone.getByText("Genoteerd: je hebt hulp nodig").waitFor();
        phone.locator("#note").fill("In de lift");
        phone.getByText("Verstuur").click();
        Browser.picture(phone, "roll-call-on-a-phone-help");
        assertThat(Browser.barriers(phone)).isEmpty();

        list.getByText("1 heeft hulp nodig").first().waitFor();
        list.getByText("Zei er meer bij").waitFor();
        Browser.picture(list, "roll-call-list-on-a-phone");
        assertThat(Browser.barriers(list)).isEmpty();
        assertThat(list.content()).doesNotContain("In de lift", Hall.phone("chaima"));
        list.getByText("Chaima El Amrani").click();
        list.getByText("In de lift").waitFor();
        Browser.picture(list, "roll-call-person-on-a-phone");
        assertThat(Browser.barriers(list)).isEmpty();
        assertThat(list.locator("a[href='tel:" + Hall.phone("chaima") + "']").count())
                .isEqualTo(1);
        assertThat(jdbc.sql("select count(*) from draaiboek.contact_look where person = 'chaima' and actor = 'anouk'")
                        .query(Integer.class)
                        .single())
                .isPositive();

        jdbc.sql("update draaiboek.roll_call_person set safety = 'SAFE' where safety = 'NO_ANSWER' and roll_call = ?")
                .param(hall.last())
                .update();
        hall.presses("chaima", "safe");
        list.navigate("http://localhost:" + port + "/roll-calls/" + hall.last());
        assertThat(list.locator(".badge").first().innerText()).isEqualToIgnoringCase("voorbij");
        hall.presses("chaima", "help");
        list.reload();
        list.getByText("voorbij; er is nog hulp nodig voor 1").waitFor();
        hall.presses("bram", "help");
        list.getByText("2 hebben hulp nodig").first().waitFor();
        assertThat(Browser.barriers(list)).isEmpty();
        list.navigate("http://localhost:" + port + "/roll-calls");
        list.getByText("voorbij; er is nog hulp nodig voor 2").waitFor();

        var other = browser.phone();
        login(other, "farid", "/roll-calls/" + hall.last());
        assertThat(other.getByText("Chaima El Amrani").count()).isEqualTo(1);
        assertThat(other.locator("a:has-text('Chaima El Amrani')").count())
                .as("numbers are for who helps")
                .isZero();
        var stranger = browser.phone();
        login(stranger, "chaima", "/roll-calls/" + hall.last() + "/people/1");
        assertThat(stranger.content()).doesNotContain("In de lift");
    }

    @Test
    void aCallOfAPhoneTreeIsReportedWithOneThumbUntilItIsOver(
            @Autowired AutowireCapableBeanFactory beans,
            @Autowired JdbcClient jdbc,
            @Autowired Scenario scenario,
            @Autowired ResolveIncident resolveIncident,
            @Autowired TransactionTemplate transaction) {
        var hall = beans.createBean(Hall.class);
        for (var person : new String[] {"anouk", "bram", "chaima", "joost"}) {
            hall.works(person, "Haarlem");
        }
        var code = RunningIncident.declared(scenario, jdbc, 1, true);
        hall.starts("anouk", "phone-tree", Map.of("what", "De webshop ligt plat.", "code", code.value()));
        var sms = hall.posts("sms", "anouk").get(0).text();
        var link = sms.substring(sms.indexOf("/t/")).strip();

        var list = browser.phone();
        login(list, "anouk", "/phone-trees");
        Browser.picture(list, "phone-trees-on-a-phone");
        assertThat(Browser.barriers(list)).isEmpty();
        list.locator("main ul.services a").first().click();
        list.locator(".figures").waitFor();
        assertThat(Browser.barriers(list)).isEmpty();
        assertThat(narrow(list)).isTrue();

        var phone = browser.phone();
        phone.navigate("http://localhost:" + port + link);
        assertThat(Browser.barriers(phone)).isEmpty();
        assertThat(narrow(phone)).isTrue();
        assertThat(phone.content()).as("no number unasked").doesNotContain("tel:");
        var show = phone.getByText("Toon het nummer").first();
        assertThat(large(show)).isTrue();
        show.click();
        phone.locator("a[href^='tel:']").waitFor();
        Browser.picture(phone, "phone-tree-on-a-phone");
        assertThat(Browser.barriers(phone)).isEmpty();
        phone.getByText("Gesproken").first().click();
        phone.getByText("Genoteerd. Dank je wel.").waitFor();
        list.getByText("2 bereikt").first().waitFor();

        transaction.executeWithoutResult(s -> resolveIncident.resolve(code, "anouk"));
        scenario.deliver();
        phone.navigate("http://localhost:" + port + link);
        phone.getByText("Het incident is voorbij, en de telefoonboom ook").waitFor();
        Browser.picture(phone, "phone-tree-over-on-a-phone");
        assertThat(Browser.barriers(phone)).isEmpty();
        assertThat(phone.content()).doesNotContain("Bel nu", "tel:");
        list.reload();
        Browser.picture(list, "phone-tree-over-list-on-a-phone");
        assertThat(list.locator("main").innerText())
                .contains("Het incident is voorbij, en deze telefoonboom ook", "Geëindigd", "niet bereikt")
                .doesNotContain("wordt gebeld", "niet gebeld");
        assertThat(Browser.barriers(list)).isEmpty();
    }

    private void login(Page page, String person, String then) {
        page.navigate("http://localhost:" + port + then);
        page.fill("input[name=username]", person);
        page.fill("input[name=password]", Company.PASSWORD);
        page.click("main button[type=submit]");
    }

    private static boolean narrow(Page page) {
        return (Boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth");
    }

    private static boolean large(Locator button) {
        var box = button.boundingBox();
        return box.height >= 48 && box.width >= 300;
    }
}
