package nl.draaiboek.response.paging;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.incident.IncidentCode;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ends pages: nobody need come any more, and what is still on its way is taken back. */
@Component
public class EndPages {

    /** Those who are called for the crisis plan. */
    static final Set<Purpose> RESPONDERS = Set.copyOf(EnumSet.of(Purpose.TECHNICIAN, Purpose.COMMUNICATOR));

    private final Pages pages;
    private final Dispatches dispatches;
    private final PageProcesses processes;

    EndPages(Pages pages, Dispatches dispatches, PageProcesses processes) {
        this.pages = pages;
        this.dispatches = dispatches;
        this.processes = processes;
    }

    /** Somebody reached the responders by hand; who acknowledged a page before keeps it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void calledByHand(IncidentCode incident) {
        pages.of(incident).stream()
                .filter(page -> page.state() == Page.State.OPEN && RESPONDERS.contains(page.purpose()))
                .forEach(page -> end(page, "They were called by hand."));
    }

    /** Those to which nobody answered yet. */
    void openOnes(IncidentCode incident, Purpose purpose, String why) {
        pages.of(incident).stream()
                .filter(page -> page.state() == Page.State.OPEN && page.purpose() == purpose)
                .forEach(page -> end(page, why));
    }

    void end(IncidentCode incident, Collection<Purpose> purposes, String why) {
        pages.of(incident).stream()
                .filter(page -> page.state() != Page.State.ENDED && purposes.contains(page.purpose()))
                .forEach(page -> end(page, why));
    }

    private void end(Page page, String why) {
        pages.lock(page.id());
        pages.end(page.id());
        pages.attempts(page.id()).stream()
                .map(Attempt::notice)
                .filter(Objects::nonNull)
                .forEach(notice -> dispatches.withdraw(notice, why));
        processes.ended(page.id());
    }
}
