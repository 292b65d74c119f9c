package nl.draaiboek.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import nl.draaiboek.response.OfferRole;
import nl.draaiboek.response.OfferRole.Wish;
import nl.draaiboek.response.Role;
import nl.draaiboek.response.RoleHolders;
import nl.draaiboek.support.Browser;
import nl.draaiboek.support.RunningIncident;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** in Tasklist on a phone: whoever is asked reads what is expected, and says "I have it". */
@ScenarioTest
class AcceptRoleOnPhoneTests {

    @LocalServerPort
    int port;

    @Test
    void whoIsAskedAcceptsTheRoleOnAPhone(
            @Autowired Scenario scenario,
            @Autowired JdbcClient jdbc,
            @Autowired OfferRole offerRole,
            @Autowired RoleHolders holders,
            @Autowired TransactionTemplate transaction) {
        var code = RunningIncident.declared(scenario, jdbc, 1, true);
        transaction.executeWithoutResult(
                s -> offerRole.offer(new Wish(code, Role.TECH_LEAD, "kehinde", "anouk", "Power comes *first*")));
        try (var browser = Browser.start()) {
            var kehinde = Tasklist.opened(browser.phone(), "http://localhost:" + port, "kehinde");
            kehinde.open("Accept or decline");
            assertThat(kehinde.page().locator(".fjs-form").innerText())
                    .contains(
                            "asks you to be Tech lead",
                            "Power comes *first*",
                            "Theories of what broke",
                            "How to start");
            Browser.picture(kehinde.page(), "accept-role-on-a-phone");
            kehinde.fill("answer-role", Map.of("answer", "yes")).complete();
        }
        scenario.advance(Duration.ZERO);
        assertThat(holders.of(code)).containsEntry(Role.TECH_LEAD, "kehinde");
        assertThat(scenario.tasks("UserTask_AnswerRole")).isEmpty();
    }
}
