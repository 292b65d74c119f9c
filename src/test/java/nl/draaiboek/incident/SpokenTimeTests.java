package nl.draaiboek.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** One way to say a moment, in mails, posts and pages alike. */
class SpokenTimeTests {

    private static final Instant MOMENT = Instant.parse("2026-11-21T14:00:00Z");
    private static final Instant DAY_BEFORE = MOMENT.minusSeconds(86_400);

    private final SpokenTime dutch = new SpokenTime("nl", ZoneId.of("Europe/Amsterdam"));
    private final SpokenTime english = new SpokenTime("en", ZoneId.of("Europe/Amsterdam"));

    @Test
    void saysTheTimeAloneOnTheSameDay() {
        assertThat("Volgend bericht uiterlijk " + dutch.by(MOMENT, MOMENT))
                .isEqualTo("Volgend bericht uiterlijk om 15:00 uur");
        assertThat("Next update by " + english.by(MOMENT, MOMENT)).isEqualTo("Next update by 15:00 CET");
        assertThat(dutch.near(MOMENT, MOMENT)).isEqualTo("15:00 uur");
    }

    @Test
    void saysTheDayWhenItIsAnother() {
        assertThat(dutch.by(MOMENT, DAY_BEFORE)).isEqualTo("zaterdag 21 november om 15:00 uur");
        assertThat(english.by(MOMENT, DAY_BEFORE)).isEqualTo("Saturday 21 November, 15:00 CET");
    }

    @Test
    void saysDayAndYearInAList() {
        assertThat(dutch.full(MOMENT)).isEqualTo("21 november 2026 om 15:00 uur");
        assertThat(english.full(MOMENT)).isEqualTo("21 November 2026, 15:00 CET");
    }
}
