package nl.draaiboek.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** R-5.5: what somebody who is called may press. */
class KeypadTests {

    @Test
    void aCallWithoutKeysOfItsOwnHasThoseOfAPage() {
        assertThat(Keypad.of(Content.text("Storing", "Storing in Haarlem."), "nl")
                        .keys())
                .containsExactly(
                        Map.entry("1", "om te bevestigen dat je het oppakt"), Map.entry("2", "om het door te geven"));
        assertThat(Keypad.of(Content.text("Outage", "Outage in Haarlem."), "en").keys())
                .containsExactly(Map.entry("1", "to acknowledge"), Map.entry("2", "to pass it on"));
    }

    @Test
    void aCallMayHaveKeysOfItsOwnOrNone() {
        var own = Map.of("1", "als u veilig bent", "2", "als u hulp nodig hebt");
        assertThat(Keypad.of(with(Keypad.facts(own)), "nl").keys()).isEqualTo(own);
        assertThat(Keypad.of(with(Keypad.facts(Map.of())), "nl")).isEqualTo(Keypad.NONE);
        assertThatThrownBy(() -> Keypad.facts(Map.of("#", "to end"))).hasMessageContaining("A key is a digit");
    }

    private static Content with(Map<String, String> facts) {
        return new Content("Bent u veilig?", "Bent u veilig?", null, facts);
    }
}
