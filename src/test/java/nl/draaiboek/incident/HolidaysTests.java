package nl.draaiboek.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When the office is closed though it is no weekend. */
class HolidaysTests {

    @Test
    void theDutchHolidaysOfAYearAreThese() {
        assertThat(holidays(2026))
                .containsExactly(
                        "2026-01-01",
                        "2026-04-05",
                        "2026-04-06",
                        "2026-04-27",
                        "2026-05-14",
                        "2026-05-24",
                        "2026-05-25",
                        "2026-12-25",
                        "2026-12-26");
        assertThat(holidays(2025)).as("once in five years, and a Sunday before").contains("2025-05-05", "2025-04-26");
        assertThat(holidays(2025)).doesNotContain("2025-04-27");
    }

    @Test
    void easterIsWhereTheChurchHasIt() {
        assertThat(List.of(2024, 2025, 2027, 2038, 2049))
                .extracting(year -> Holidays.easter(year).toString())
                .containsExactly("2024-03-31", "2025-04-20", "2027-03-28", "2038-04-25", "2049-04-18");
    }

    @Test
    void withoutHolidaysEveryWorkingDayIsOne() {
        assertThat(Holidays.NONE.holds(LocalDate.of(2026, 12, 25))).isFalse();
    }

    private static List<String> holidays(int year) {
        return Stream.iterate(LocalDate.of(year, 1, 1), day -> day.getYear() == year, day -> day.plusDays(1))
                .filter(Holidays.NL::holds)
                .map(LocalDate::toString)
                .toList();
    }
}
