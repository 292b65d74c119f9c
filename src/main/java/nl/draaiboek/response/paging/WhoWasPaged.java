package nl.draaiboek.response.paging;

import java.time.Instant;
import java.util.List;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.people.People;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who was paged for an incident, by which way, and who answered: names, never numbers. */
@Component
public class WhoWasPaged {

    private final Pages pages;
    private final People people;

    WhoWasPaged(Pages pages, People people) {
        this.pages = pages;
        this.people = people;
    }

    /** All pages of an incident, the oldest first. */
    public List<Shown> of(IncidentCode incident) {
        return pages.of(incident).stream()
                .map(page -> new Shown(
                        page.purpose(),
                        page.state(),
                        page.acknowledgedBy() == null ? null : people.nameOf(page.acknowledgedBy()),
                        page.acknowledgedAt(),
                        page.acknowledgedWay(),
                        pages.attempts(page.id()).stream()
                                .map(attempt -> tried(page, attempt))
                                .toList()))
                .toList();
    }

    private Tried tried(Page page, Attempt attempt) {
        return new Tried(
                attempt.at(),
                people.nameOf(attempt.person()),
                attempt.rung(),
                attempt.way(),
                became(page, attempt).name());
    }

    /** Once the page has its answer nobody waits for another one. */
    private static Enum<?> became(Page page, Attempt attempt) {
        if (page.state() == Page.State.OPEN || attempt.outcome() != Attempt.Outcome.ARRIVED) {
            return attempt.outcome();
        }
        return attempt.person().equals(page.acknowledgedBy()) ? Afterwards.CAME : Afterwards.NOT_NEEDED;
    }

    /** What became of a message that arrived, once its page is closed. */
    private enum Afterwards {
        CAME,
        NOT_NEEDED
    }

    /** @param by name of who acknowledged; null while nobody has */
    public record Shown(
            Purpose purpose,
            Page.State state,
            @Nullable String by,
            @Nullable Instant at,
            @Nullable String way,
            List<Tried> tried) {}

    /**
     * One way that was tried.
     *
     * @param outcome word of an {@link Attempt.Outcome}; {@code CAME} or {@code NOT_NEEDED} for what had arrived when its page
     *     was closed
     */
    public record Tried(Instant at, String who, Rung rung, String way, String outcome) {}
}
