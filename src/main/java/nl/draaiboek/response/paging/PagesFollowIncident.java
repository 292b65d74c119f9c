package nl.draaiboek.response.paging;

import java.util.EnumSet;
import nl.draaiboek.engine.BeforeCommit;
import nl.draaiboek.incident.IncidentClosed;
import nl.draaiboek.incident.IncidentOver;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.LeadChanged;
import nl.draaiboek.incident.LeadClaimed;
import nl.draaiboek.incident.ResponsePolicies;
import nl.draaiboek.incident.SeverityChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A page follows its incident: it ends with it, and a severity that is worse or may wait counts at once. */
@Component
class PagesFollowIncident {

    private final Pages pages;
    private final OpenPages openPages;
    private final Incidents incidents;
    private final ResponsePolicies policies;
    private final EndPages endPages;
    private final AnswerPage answerPage;
    private final PageProcesses processes;
    private final TellPaged tellPaged;
    private final BeforeCommit beforeCommit;

    PagesFollowIncident(
            Pages pages,
            OpenPages openPages,
            Incidents incidents,
            ResponsePolicies policies,
            EndPages endPages,
            AnswerPage answerPage,
            PageProcesses processes,
            TellPaged tellPaged,
            BeforeCommit beforeCommit) {
        this.pages = pages;
        this.openPages = openPages;
        this.incidents = incidents;
        this.policies = policies;
        this.endPages = endPages;
        this.answerPage = answerPage;
        this.processes = processes;
        this.tellPaged = tellPaged;
        this.beforeCommit = beforeCommit;
    }

    @EventListener
    void severity(SeverityChanged event) {
        if (event.crisisPlanBefore() && !event.crisisPlan()) {
            endPages.end(event.code(), EndPages.RESPONDERS, "The crisis plan is off.");
        }
        var waits = policies.of(event.now()).waits("alertTeamAfter");
        var incident = incidents.get(event.code());
        pages.of(event.code()).stream()
                .filter(page -> page.state() == Page.State.OPEN)
                .filter(page -> event.now().number() < page.severity() || waits)
                .forEach(page -> {
                    openPages.again(page, incident);
                    processes.changed(page.id());
                });
    }

    /** Somebody looks: nobody else is asked to lead unless nothing comes of it. */
    @EventListener
    void leadClaimed(LeadClaimed event) {
        pages.of(event.code()).stream()
                .filter(page -> page.state() == Page.State.OPEN && page.purpose() == Purpose.UNLED)
                .forEach(page -> answerPage.acknowledge(page.id(), event.person(), "lead"));
    }

    /** Whoever takes the lead has answered, and who had said to lead is not asked again: nobody need lead any more. */
    @EventListener
    void lead(LeadChanged event) {
        var told = tellPaged.hearOfTheLeadByPage(event.code());
        if (event.before() == null) {
            beforeCommit.run(() -> tellPaged.leads(event.code(), event.now(), told));
        }
        pages.of(event.code()).stream()
                .filter(page ->
                        page.state() == Page.State.OPEN && page.purpose().wantsLead())
                .forEach(page -> answerPage.acknowledge(page.id(), event.now(), "lead"));
        pages.of(event.code()).stream()
                .filter(page -> page.state() == Page.State.ACKNOWLEDGED && page.purpose() == Purpose.UNLED)
                .forEach(page -> {
                    pages.end(page.id());
                    processes.ended(page.id());
                });
    }

    @EventListener
    void over(IncidentOver event) {
        if (!(event instanceof IncidentClosed)) {
            tellPaged.isOver(event.code());
        }
        endPages.end(event.code(), EnumSet.allOf(Purpose.class), "Nobody need come any more.");
    }
}
