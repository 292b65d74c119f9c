package nl.draaiboek.response.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.support.AtOnce;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

/** An answer is one act: a link without a login, that scanners may open and that acts once. */
@ScenarioTest
class AnswerByLinkTests {

    @Autowired
    Scenario scenario;

    private Night night;

    @BeforeEach
    void night(@Autowired AutowireCapableBeanFactory beans) {
        night = beans.createBean(Night.class);
        night.onCall("hosting", "bram", "kehinde");
    }

    @Test
    void openingTheLinkChangesNothingHoweverOften() {
        var code = night.alert(Severity.TWO);
        var link = night.link("bram");
        for (var i = 0; i < 3; i++) {
            assertThat(night.get(link).body()).contains("Ik kom eraan", "Ik kan niet, geef door", code.value());
            assertThat(night.head(link).statusCode()).isEqualTo(200);
        }

        assertThat(night.page(code)).containsEntry("state", "OPEN");
        assertThat(night.kinds(code)).doesNotContain("page.acknowledged", "page.passed-on");
    }

    @Test
    void pressingTheButtonAcknowledgesOnceAndShowsWhatIsKnown() {
        var code = night.alert(Severity.TWO);
        var page = night.press(night.link("bram"), "come");
        night.press(night.link("bram"), "come");
        night.press(night.link("bram"), "pass");

        assertThat(page.body())
                .contains("Jij hebt het aangenomen", "Datacenter Haarlem onbereikbaar", "/incidents/" + code + "/tasks")
                .contains("Neem de leiding");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(night.kinds(code)).containsOnlyOnce("page.acknowledged").doesNotContain("page.passed-on");
    }

    @Test
    void whoAcknowledgedTakesTheTaskOfTheLeadThoughTheyAreNoIncidentManager() {
        night.alert(Severity.TWO);
        var link = night.link("bram");
        night.press(link, "come");
        var went = night.press(link, "lead");

        assertThat(went.statusCode()).isEqualTo(302);
        assertThat(went.headers().firstValue("Location").orElseThrow()).contains("/tasks");
        assertThat(scenario.task("UserTask_TakeLead").getAssignee()).isEqualTo("bram");
    }

    @Test
    void theLeadIsNotOfferedWhileSomebodyElseIsTakingIt() {
        night.alert(Severity.TWO);
        var link = night.link("bram");
        assertThat(night.press(link, "come").body()).contains("Nog niemand heeft de leiding");
        scenario.claim("anouk", "UserTask_TakeLead");

        assertThat(night.get(link).body()).doesNotContain("Nog niemand heeft de leiding", "Neem de leiding");
        night.press(link, "lead");
        assertThat(scenario.task("UserTask_TakeLead").getAssignee()).isEqualTo("anouk");
    }

    @Test
    void theLeadIsOnlyOfferedToWhoAcknowledged() {
        night.alert(Severity.ONE);
        night.comes("bram");

        assertThat(night.get(night.link("kehinde")).body())
                .contains("Bram Jansen took this page already")
                .doesNotContain("Take the lead");
        night.press(night.link("kehinde"), "lead");
        assertThat(scenario.task("UserTask_TakeLead").getAssignee()).isNull();
    }

    @Test
    void twoAnswersAtOnceAreOneAcknowledgement() throws Exception {
        var code = night.alert(Severity.ONE);
        var links = List.of(night.link("bram"), night.link("kehinde"));
        AtOnce.run(2, n -> () -> night.press(links.get(n), "come").statusCode());
        scenario.deliver();

        assertThat(night.kinds(code)).containsOnlyOnce("page.acknowledged").containsOnlyOnce("page.answered-too");
        assertThat(scenario.runtime()
                        .createProcessInstanceQuery()
                        .processDefinitionKey("keep-progress")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aLinkThatExpiredActsNoMoreAndLeadsOn() {
        var code = night.alert(Severity.TWO);
        var link = night.link("bram");
        scenario.clock().advance(Duration.ofHours(24));

        assertThat(night.press(link, "come").body()).contains("verlopen", "/incidents/" + code + "/tasks");
        assertThat(night.page(code)).containsEntry("state", "OPEN");
    }

    @Test
    void aLinkThatWasUsedBeforeTheAcknowledgementLapsedActsNoMore() {
        var code = night.alert(Severity.TWO);
        var first = night.link("bram");
        night.comes("bram");
        night.passes(Duration.ofMinutes(30));

        assertThat(night.press(first, "come").body()).contains("al gebruikt");
        assertThat(night.page(code)).containsEntry("state", "OPEN");
        night.comes("bram");
        assertThat(night.page(code)).containsEntry("state", "ACKNOWLEDGED");
    }

    @Test
    void aLinkThatIsNotOursSaysSoInTheReadersLanguage() {
        var code = night.alert(Severity.TWO);
        var link = night.link("bram");
        var wrong = night.press(link.substring(0, link.length() - 2), "come");

        assertThat(wrong.statusCode()).isEqualTo(404);
        assertThat(wrong.body()).contains("This link is not right", "/camunda/app/tasklist/");
        assertThat(night.page(code)).containsEntry("state", "OPEN");
    }
}
