package nl.draaiboek.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** */
class WaysTests {

    @Test
    void readsAnOrderAndWhatGoesAtOnce() {
        var ways = Ways.read(" SMS+mail >call > call-landline");

        assertThat(ways.steps())
                .containsExactly(Set.of(Way.SMS, Way.MAIL), Set.of(Way.CALL), Set.of(Way.CALL_LANDLINE));
        assertThat(ways.write()).isEqualTo("mail + sms > call > call-landline");
        assertThat(Ways.read(ways.write())).isEqualTo(ways);
    }

    @Test
    void leavesOutWhatIsNotPossibleAndTheStepThatIsEmptyThen() {
        assertThat(Ways.read("sms > sms-second + mail > call").only(Set.of(Way.MAIL, Way.CALL)))
                .isEqualTo(Ways.read("mail > call"));
    }

    @Test
    void saysWhichWordIsNoWay() {
        for (var wrong : List.of("sms >", "telex", "sms,call", "> mail")) {
            assertThatThrownBy(() -> Ways.read(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is no way; write mail, sms, call");
        }
        assertThat(Ways.read(" ")).isEqualTo(Ways.NONE);
    }
}
