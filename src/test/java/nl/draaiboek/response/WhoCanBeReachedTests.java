package nl.draaiboek.response;

import static org.assertj.core.api.Assertions.assertThat;

import nl.draaiboek.support.ScenarioTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Status;

/** A program that would wake nobody says so, before an incident shows it. */
@ScenarioTest
class WhoCanBeReachedTests {

    @Autowired
    WhoCanBeReached reached;

    @Autowired
    ReachHealth health;

    @Test
    void namesEachThingThatIsMissing() {
        assertThat(WhoCanBeReached.nobody(true, "")).isEmpty();
        assertThat(WhoCanBeReached.nobody(false, "").orElseThrow())
                .contains("An incident wakes nobody", "incidentManagers")
                .doesNotContain("mail is off");
        assertThat(WhoCanBeReached.nobody(false, "Set SPRING_MAIL_HOST.").orElseThrow())
                .contains("incidentManagers", "mail is off (Set SPRING_MAIL_HOST)");
    }

    @Test
    void isWellWhereSomebodyIsWoken() {
        assertThat(reached.warning()).isEmpty();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }
}
