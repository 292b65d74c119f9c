package nl.draaiboek.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What people typed stands in our sentences as somebody would write it. */
class ResponseTextsTests {

    private final ResponseTexts texts = new ResponseTexts();

    @Test
    void whatEndsWithAMarkOfItsOwnGetsNoSecondOne() {
        assertThat(sms("Is het bij jullie veilig?", "Ben je thuis? Blijf daar."))
                .isEqualTo("Is het bij jullie veilig? Ben je thuis? Blijf daar. https://x.example/1\n");
        assertThat(sms("Geen mail", "Bel elkaar...")).startsWith("Geen mail. Bel elkaar... ");
    }

    private String sms(String subject, String text) {
        var values = new HashMap<String, Object>(
                Map.of("code", "", "urgent", false, "subject", subject, "text", text, "link", "https://x.example/1"));
        return Objects.requireNonNull(
                        texts.contents("employees-told-sms", values).get("nl"))
                .text();
    }
}
