package nl.draaiboek.response.paging;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.people.People;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who was paged for an incident, by which way, and who answered: names, never numbers. */
@Component
public class WhoWasPaged {

    private static final Set<Attempt.Outcome> REACHED =
            Set.of(Attempt.Outcome.SENT, Attempt.Outcome.ARRIVED, Attempt.Outcome.ANSWERED);

    private final Pages pages;
    private final People people;

    WhoWasPaged(Pages pages, People people) {
        this.pages = pages;
        this.people = people;
    }

    /** All pages of an incident, the oldest first. */
    public List<Shown> of(IncidentCode incident) {
        return pages.of(incident).stream().map(this::shown).toList();
    }

    private Shown shown(Page page) {
        var said = pages.said(page.id());
        return new Shown(
                page.purpose(),
                page.state(),
                page.acknowledgedBy() == null ? null : people.nameOf(page.acknowledgedBy()),
                page.acknowledgedAt(),
                page.acknowledgedWay(),
                page.state() == Page.State.OPEN
                                && page.waitsUntil() != null
                                && page.waitsUntil().isAfter(pages.instant())
                        ? page.waitsUntil()
                        : null,
                pages.attempts(page.id()).stream()
                        .map(attempt -> new Tried(
                                attempt.at(),
                                people.nameOf(attempt.person()),
                                attempt.rung(),
                                attempt.way(),
                                became(page, attempt, said).name()))
                        .toList());
    }

    /** What their answer was, where the message reached them; else what became of the message. */
    private static Enum<?> became(Page page, Attempt attempt, List<Said> said) {
        if (!REACHED.contains(attempt.outcome())) {
            return attempt.outcome();
        }
        var theirs = said.stream()
                .filter(one -> one.round() == attempt.round() && one.person().equals(attempt.person()))
                .toList();
        if (!theirs.isEmpty()) {
            return answer(theirs.get(theirs.size() - 1));
        }
        if (attempt.outcome() == Attempt.Outcome.ANSWERED) {
            return attempt.outcome();
        }
        if (said.stream().anyMatch(one -> one.round() == attempt.round() && one.comes())) {
            return Answer.NOT_NEEDED;
        }
        if (attempt.round() < page.round()) {
            return Attempt.Outcome.NO_ANSWER;
        }
        return page.state() == Page.State.OPEN ? attempt.outcome() : Answer.NOT_NEEDED;
    }

    private static Answer answer(Said said) {
        if (!said.comes()) {
            return Answer.PASSED_ON;
        }
        if (said.undone() != null) {
            return said.undone() == Said.Undone.LAPSED ? Answer.LAPSED : Answer.CANNOT;
        }
        return said.too() ? Answer.CAME_TOO : Answer.CAME;
    }

    /** What somebody said to a message that reached them. */
    public enum Answer {
        CAME,
        CAME_TOO,
        PASSED_ON,
        /** They came, and nothing was seen of it. */
        LAPSED,
        /** They came, and could not after all. */
        CANNOT,
        /** Somebody else came before they said anything. */
        NOT_NEEDED
    }

    /**
     * @param by name of who acknowledged; null while nobody has
     * @param waitsUntil when the office opens, while the page waits for that; else null
     */
    public record Shown(
            Purpose purpose,
            Page.State state,
            @Nullable String by,
            @Nullable Instant at,
            @Nullable String way,
            @Nullable Instant waitsUntil,
            List<Tried> tried) {}

    /**
     * One way that was tried.
     *
     * @param outcome word of an {@link Answer}, or of an {@link Attempt.Outcome} where there is none
     */
    public record Tried(Instant at, String who, Rung rung, String way, String outcome) {}
}
