package nl.draaiboek.response.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import nl.draaiboek.incident.Severity;
import nl.draaiboek.support.Scenario;
import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

/** a page as a direct message, answered by its link. */
@ScenarioTest
class PageInChatTests {

    @Autowired
    Scenario scenario;

    private Night night;

    @BeforeEach
    void night(@Autowired AutowireCapableBeanFactory beans) {
        night = beans.createBean(Night.class);
        night.onCall("hosting", "bram", "kehinde");
        night.reachedInChat("bram", "chat > sms");
        night.reachedInChat("kehinde", "chat > sms");
    }

    @Test
    void aMessageWithALinkIsOneActToAnswerAndTheOthersHearOfIt() {
        scenario.chat().turnOn();
        scenario.chat().leaveInDoubt(1);
        var code = night.alert(Severity.ONE);
        night.passes(Duration.ofSeconds(30));

        assertThat(scenario.chat().direct())
                .as("each once, the one in doubt too")
                .hasSize(2);
        var toBram = scenario.chat().direct().stream()
                .filter(one -> one.startsWith("@bram: "))
                .findFirst()
                .orElseThrow();
        assertThat(toBram).contains("[" + code + "] Oproep", "/p/").doesNotContain("+31");
        assertThat(scenario.posts("sms")).as("they still have time").isEmpty();

        assertThat(night.press(Night.linkIn(toBram), "come").statusCode()).isEqualTo(200);
        scenario.deliver();

        assertThat(scenario.chat().direct())
                .hasSize(3)
                .last()
                .asString()
                .startsWith("@kehinde: " + code + ": Bram Jansen is on it");
        assertThat(scenario.posts("sms")).isEmpty();
    }

    @Test
    void theNextWayComesAtOnceWhenTheChatIsDownOrOff() {
        scenario.chat().turnOn();
        scenario.chat().setDown(true);
        night.alert(Severity.TWO);
        assertThat(scenario.posts("sms"))
                .extracting(post -> post.message().recipient().id())
                .containsExactly("person:bram");

        scenario.chat().setDown(false);
        night.passes(Duration.ofMinutes(1));
        assertThat(scenario.chat().direct()).as("later it is of no use").isEmpty();
    }
}
