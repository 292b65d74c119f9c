package nl.draaiboek.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import nl.draaiboek.people.Roster.Away;
import nl.draaiboek.people.Roster.Stretch;
import nl.draaiboek.people.Roster.Swapped;
import org.junit.jupiter.api.Test;

/** Who is on call, moment by moment. */
class RosterTests {

    private static final Instant MONDAY = Instant.parse("2026-09-07T07:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-09-08T07:00:00Z");
    private static final Instant WEDNESDAY = Instant.parse("2026-09-09T07:00:00Z");
    private static final Instant THURSDAY = Instant.parse("2026-09-10T07:00:00Z");

    private static final List<Shift> SHIFTS = List.of(
            new Shift(2, 0, "kehinde", MONDAY, WEDNESDAY),
            new Shift(1, 0, "anouk", MONDAY, TUESDAY),
            new Shift(1, 0, "bram", TUESDAY, WEDNESDAY));

    private static Roster roster(List<Swapped> swaps, List<Away> absences) {
        return new Roster(SHIFTS, swaps, absences, ZoneId.of("Europe/Amsterdam"));
    }

    @Test
    void firstIsWhoStandsInTheFirstCalendarAndThenWhoStandsBehindThem() {
        var roster = roster(List.of(), List.of());

        assertThat(roster.at(MONDAY)).containsExactly("anouk", "kehinde");
        assertThat(roster.at(TUESDAY.minusSeconds(1))).containsExactly("anouk", "kehinde");
        assertThat(roster.at(TUESDAY)).containsExactly("bram", "kehinde");
        assertThat(roster.at(WEDNESDAY)).isEmpty();
        assertThat(roster.at(MONDAY.minusSeconds(1))).isEmpty();
    }

    @Test
    void aSwapCountsForItsTimeAloneAndCanBeSwappedOn() {
        var swaps = List.of(
                new Swapped("anouk", "bram", MONDAY.plusSeconds(3600), TUESDAY.plusSeconds(3600)),
                new Swapped("bram", "daan", MONDAY.plusSeconds(7200), TUESDAY));
        var roster = roster(swaps, List.of());

        assertThat(roster.at(MONDAY)).containsExactly("anouk", "kehinde");
        assertThat(roster.at(MONDAY.plusSeconds(3600))).containsExactly("bram", "kehinde");
        assertThat(roster.at(MONDAY.plusSeconds(7200))).containsExactly("daan", "kehinde");
        assertThat(roster.at(TUESDAY)).containsExactly("bram", "kehinde");
    }

    @Test
    void nobodyIsNamedTwiceWhenTheOneBehindTakesTheFirstPlaceAsWell() {
        var roster = roster(List.of(new Swapped("anouk", "kehinde", MONDAY, TUESDAY)), List.of());

        assertThat(roster.at(MONDAY)).containsExactly("kehinde");
    }

    @Test
    void whoIsAwayOrHasLeftIsSkippedByTheDayAndWhoIsLeftComesFirst() {
        var roster = roster(
                List.of(),
                List.of(
                        new Away("anouk", LocalDate.parse("2026-09-07"), LocalDate.parse("2026-09-07")),
                        new Away("kehinde", LocalDate.parse("2026-09-08"), LocalDate.MAX)));

        assertThat(roster.at(MONDAY)).containsExactly("kehinde");
        assertThat(roster.scheduled(MONDAY)).containsExactly("anouk", "kehinde");
        assertThat(roster.at(Instant.parse("2026-09-07T22:00:00Z")))
                .as("midnight in Amsterdam")
                .containsExactly("anouk");
    }

    @Test
    void aGapIsFoundToTheMinuteAlsoWhenEverybodyIsAway() {
        var roster = roster(
                List.of(),
                List.of(
                        new Away("bram", LocalDate.parse("2026-09-08"), LocalDate.parse("2026-09-08")),
                        new Away("kehinde", LocalDate.parse("2026-09-08"), LocalDate.parse("2026-09-09"))));

        assertThat(roster.gaps(MONDAY, THURSDAY))
                .containsExactly(
                        new Stretch(TUESDAY, Instant.parse("2026-09-08T22:00:00Z"), List.of()),
                        new Stretch(WEDNESDAY, THURSDAY, List.of()));
        assertThat(roster(List.of(), List.of()).gaps(MONDAY, WEDNESDAY)).isEmpty();
    }

    @Test
    void withoutAnyShiftAllOfItIsOneGap() {
        var roster = new Roster(List.of(), List.of(), List.of(), ZoneId.of("Europe/Amsterdam"));

        assertThat(roster.gaps(MONDAY, THURSDAY)).containsExactly(new Stretch(MONDAY, THURSDAY, List.of()));
    }
}
