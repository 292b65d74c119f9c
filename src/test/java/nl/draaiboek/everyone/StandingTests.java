package nl.draaiboek.everyone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import nl.draaiboek.everyone.TreeCall.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who calls instead of somebody else in a phone tree. */
class StandingTests {

    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

    private final InTree marijke = person(1, "marijke", null, Reached.REACHED, false);
    private final InTree bram = person(2, "bram", 1L, Reached.REACHED, false);
    private final InTree kehinde = person(3, "kehinde", 1L, Reached.REACHED, true);
    private final InTree emma = person(4, "emma", 2L, Reached.REACHED, false);
    private final InTree daan = person(5, "daan", 3L, Reached.BEING_CALLED, false);
    private final List<InTree> everyone = List.of(marijke, bram, kehinde, emma, daan);

    @Test
    void theCallsOfWhoIsSilentGoToWhoAnsweredUsWhereverTheyStand() {
        var calls = List.of(call(1, 1L, 2, Outcome.REACHED), call(2, 3L, 5, Outcome.NOT_REPORTED));
        assertThat(chosen(calls, Set.of(), kehinde))
                .as("she reported, and Bram stands beside")
                .isEqualTo("marijke");
        assertThat(chosen(calls, Set.of(), person(3, "kehinde", 1L, Reached.NO_ANSWER, false)))
                .as("a gap that is not silent")
                .isEqualTo("bram");
    }

    @Test
    void whoWasAskedAfterACallInVainGetsMoreOnlyWhereNobodyElseIsLeft() {
        var calls = List.of(call(1, 2L, 4, Outcome.OPEN));
        assertThat(chosen(calls, Set.of(2L), person(3, "kehinde", 1L, Reached.NO_ANSWER, false)))
                .isNotEqualTo("bram");
        var others = new Standing(List.of(bram, kehinde, daan), calls, Set.of("bram", "kehinde"), Set.of(2L));
        assertThat(Objects.requireNonNull(others.chosen(kehinde, daan)).person())
                .isEqualTo("bram");
    }

    private String chosen(List<TreeCall> calls, Set<Long> askedInVain, InTree gap) {
        var standing = new Standing(everyone, calls, Set.of("marijke", "bram", "kehinde", "emma"), askedInVain);
        return Objects.requireNonNull(standing.chosen(gap, daan)).person();
    }

    private static InTree person(long id, String person, @Nullable Long caller, Reached state, boolean silent) {
        return new InTree(id, 1, person, "", caller, 1, 1, state, AT, "", "", silent);
    }

    private static TreeCall call(long id, long caller, long callee, Outcome outcome) {
        return new TreeCall(id, 1, caller, callee, AT, outcome, AT);
    }
}
