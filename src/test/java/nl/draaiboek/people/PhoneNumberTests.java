package nl.draaiboek.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** */
class PhoneNumberTests {

    @Test
    void readsOneNumberInEveryWayPeopleWriteIt() {
        assertThat(List.of(
                        "06 12345678",
                        "06-12345678",
                        "0612345678",
                        "+31612345678",
                        "+31 (0)6 1234 5678",
                        "0031 6 12345678",
                        "31612345678",
                        "612345678"))
                .allSatisfy(text -> assertThat(PhoneNumber.read(text))
                        .get()
                        .extracting(PhoneNumber::value)
                        .isEqualTo("+31612345678"));
    }

    @Test
    void knowsWhichNumberTakesAnSms() {
        assertThat(PhoneNumber.read("06 12345678").orElseThrow().mobile()).isTrue();
        assertThat(PhoneNumber.read("020 5550123").orElseThrow().mobile()).isFalse();
        assertThat(PhoneNumber.read("+44 7400 123456").orElseThrow().mobile()).isTrue();
    }

    @Test
    void refusesWhatNoTelephoneAnswers() {
        assertThat(List.of(
                        "", "no phone", "12345", "06 1234567", "+31 6 123456789012", "0800-CALL", "06 12345678 ext. 5"))
                .allSatisfy(text -> assertThat(PhoneNumber.read(text)).isEmpty());
    }

    @Test
    void isNotGivenAwayByALog() {
        var number = PhoneNumber.read("06 12345678").orElseThrow();

        assertThat("called " + number).doesNotContain("1234");
        assertThat(number.inWords()).isEqualTo("+31 6 12345678");
    }
}
