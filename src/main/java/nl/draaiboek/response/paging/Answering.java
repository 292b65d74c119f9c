package nl.draaiboek.response.paging;

import java.util.Optional;
import nl.draaiboek.incident.Incidents;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Answers by the link in a page: each link acts once. */
@Component
public class Answering {

    private static final String LINK = "link";

    private final PageLinks links;
    private final Pages pages;
    private final AnswerPage answerPage;
    private final Incidents incidents;
    private final PageProcesses processes;

    Answering(PageLinks links, Pages pages, AnswerPage answerPage, Incidents incidents, PageProcesses processes) {
        this.links = links;
        this.pages = pages;
        this.answerPage = answerPage;
        this.incidents = incidents;
        this.processes = processes;
    }

    /** What a link is about, used or not; nothing when it is not ours. Changes nothing. */
    public Optional<PageLinks.Opened> open(String link) {
        return links.open(link);
    }

    public Page page(Attempt attempt) {
        return pages.get(attempt.page());
    }

    public boolean hasPassedOn(Page page, String person) {
        return pages.hasPassedOn(page, person);
    }

    /** Whether they said that they come beside who acknowledged. */
    public boolean comesToo(Page page, String person) {
        return pages.said(page.id()).stream()
                .anyMatch(said ->
                        said.round() == page.round() && said.person().equals(person) && said.too() && said.expected());
    }

    /** "I'm on it." A link that was used acts no more. */
    @Transactional
    public void come(long id) {
        var attempt = locked(id);
        if (pages.use(id)) {
            answerPage.acknowledge(attempt.page(), attempt.person(), LINK);
        }
    }

    /** "I cannot." Whoever passed it on by mistake may still come, by the next message. */
    @Transactional
    public void passOn(long id) {
        var attempt = locked(id);
        if (pages.use(id)) {
            answerPage.passOn(attempt.page(), attempt.person(), LINK);
        }
    }

    /** Whether the lead is offered: nobody has it, and this is who acknowledged the first page. */
    public boolean mayLead(Attempt attempt) {
        var page = page(attempt);
        return page.state() == Page.State.ACKNOWLEDGED
                && page.purpose().wantsLead()
                && attempt.person().equals(page.acknowledgedBy())
                && incidents.get(page.incident()).state().running()
                && incidents.get(page.incident()).lead() == null
                && !processes.othersTakeLead(page.incident(), attempt.person());
    }

    /**
     * Whoever acknowledged claims the task of the lead.
     *
     * @return whether it is theirs now
     */
    @Transactional
    public boolean lead(long id) {
        var attempt = locked(id);
        return mayLead(attempt) && processes.claimLead(page(attempt).incident(), attempt.person());
    }

    private Attempt locked(long id) {
        var attempt = pages.attempt(id).orElseThrow();
        pages.lock(attempt.page());
        return pages.attempt(id).orElseThrow();
    }
}
