package nl.draaiboek.response.paging;

import java.util.Map;
import java.util.UUID;
import nl.draaiboek.delivery.NoticeSettled;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.response.paging.Attempt.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What became of a way that was tried. When none of a step reached anybody the next comes at once, else after the wait. */
@Component
class FollowWays {

    private final Pages pages;
    private final PageProcesses processes;
    private final IncidentRecord record;

    FollowWays(Pages pages, PageProcesses processes, IncidentRecord record) {
        this.pages = pages;
        this.processes = processes;
        this.record = record;
    }

    @EventListener
    void settled(NoticeSettled settled) {
        became(settled.notice(), settled.reached() ? Outcome.ARRIVED : Outcome.FAILED, null);
    }

    /** In the transaction that is running; what is no page is none of ours. */
    void became(UUID notice, Outcome outcome, @Nullable String why) {
        pages.attempt(notice).ifPresent(found -> {
            var page = pages.lock(found.page());
            var attempt = pages.attempt(notice).orElseThrow();
            if (attempt.outcome() == outcome || settledOtherwise(attempt, outcome)) {
                return;
            }
            pages.became(attempt.id(), outcome, why);
            if (outcome == Outcome.FAILED) {
                failed(page, attempt);
            }
        });
    }

    /** That it was taken over says less than how a call ended. */
    private static boolean settledOtherwise(Attempt attempt, Outcome outcome) {
        return outcome == Outcome.ARRIVED && attempt.outcome() != Outcome.SENT && attempt.outcome() != Outcome.FAILED;
    }

    private void failed(Page page, Attempt attempt) {
        record.append(
                page.incident(),
                "page.not-reached",
                IncidentRecord.DRAAIBOEK,
                Map.of("person", attempt.person(), "way", attempt.way()));
        var step = pages.attempts(page.id()).stream()
                .filter(other -> other.round() == attempt.round()
                        && other.rung() == attempt.rung()
                        && other.person().equals(attempt.person()))
                .toList();
        var latest = step.stream().mapToInt(Attempt::step).max().orElse(0);
        if (page.state() == Page.State.OPEN
                && attempt.round() == page.round()
                && attempt.step() == latest
                && step.stream().filter(other -> other.step() == latest).allMatch(other -> other.outcome()
                        .nobodyGotIt())) {
            processes.notReached(page.id(), attempt.person());
        }
    }
}
