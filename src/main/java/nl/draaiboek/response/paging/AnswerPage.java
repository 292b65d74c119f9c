package nl.draaiboek.response.paging;

import java.util.Map;
import java.util.Objects;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.people.MayBeAsked;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Somebody answers a page, by whatever way. Two answers at once, or one answer twice, are one acknowledgement: whoever
 * holds the incident first is it, and the others hear who that was.
 */
@Component
public class AnswerPage {

    private final Pages pages;
    private final OpenPages openPages;
    private final CheckProgress checkProgress;
    private final Incidents incidents;
    private final TellPaged tellPaged;
    private final Dispatches dispatches;
    private final PageProcesses processes;
    private final MayBeAsked mayBeAsked;
    private final IncidentRecord record;

    AnswerPage(
            Pages pages,
            OpenPages openPages,
            CheckProgress checkProgress,
            Incidents incidents,
            TellPaged tellPaged,
            Dispatches dispatches,
            PageProcesses processes,
            MayBeAsked mayBeAsked,
            IncidentRecord record) {
        this.mayBeAsked = mayBeAsked;
        this.pages = pages;
        this.openPages = openPages;
        this.checkProgress = checkProgress;
        this.incidents = incidents;
        this.tellPaged = tellPaged;
        this.dispatches = dispatches;
        this.processes = processes;
        this.record = record;
    }

    /** What came of an answer. */
    public enum Became {
        /** They are who comes. */
        ACKNOWLEDGED,
        /** They had said so before. */
        YOURS_ALREADY,
        /** Somebody else comes, who hears that they come too. */
        CAME_TOO,
        /** Somebody else comes: nobody need take it from them. */
        SOMEBODY_ELSE,
        PASSED_ON,
        /** They are at work already: what they have must be handed over. */
        AT_WORK,
        /** Nobody need come any more. */
        OVER
    }

    /**
     * "I'm on it."
     *
     * @param way word of the way by which they said so: {@code link}, {@code sms}, {@code call}
     */
    @Transactional
    public Became acknowledge(long id, String person, String way) {
        var page = pages.lock(id);
        var by = page.acknowledgedBy();
        if (over(page)) {
            return Became.OVER;
        }
        if (person.equals(by)) {
            return Became.YOURS_ALREADY;
        }
        if (by != null) {
            if (pages.came(page, person, way, true)) {
                note(page, "page.answered-too", person, way);
                tellPaged.cameToo(page, person);
                processes.cameToo(page.incident());
            }
            return Became.CAME_TOO;
        }
        pages.acknowledged(page, person, way);
        note(page, "page.acknowledged", person, way);
        withdraw(id, null, "Somebody answered.");
        processes.acknowledged(page.incident(), id);
        return Became.ACKNOWLEDGED;
    }

    /** "I cannot come": the next is called at once. Whoever is at work already hands over what they have. */
    @Transactional
    public Became passOn(long id, String person, String way) {
        var page = pages.lock(id);
        var by = page.acknowledgedBy();
        if (over(page)) {
            return Became.OVER;
        }
        if (person.equals(by)) {
            if (checkProgress.atWork(page)) {
                return Became.AT_WORK;
            }
            giveBack(page, person, way);
            return Became.PASSED_ON;
        }
        if (by != null) {
            if (pages.undone(page, person, Said.Undone.CANNOT)) {
                note(page, "page.given-back", person, way);
            } else if (!pages.hasPassedOn(page, person)) {
                pages.passedOn(page, person, way);
                note(page, "page.passed-on", person, way);
            }
            return Became.SOMEBODY_ELSE;
        }
        if (!pages.hasPassedOn(page, person)) {
            pages.passedOn(page, person, way);
            note(page, "page.passed-on", person, way);
            withdraw(id, person, "They passed it on.");
            processes.passedOn(id, person);
        }
        return Became.PASSED_ON;
    }

    /**
     * They need help themselves, or are looked for: nothing more is asked of them, and the next in line is called at once.
     * Nothing changes for who is safe again, or is not waited for.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void inNeed(long id, String person) {
        var page = pages.lock(id);
        var need = mayBeAsked.need(person);
        if (over(page) || need.isEmpty() || !pages.waitingFor(person).contains(id)) {
            return;
        }
        if (page.acknowledgedBy() == null) {
            withdraw(id, person, "They need help themselves, or are looked for.");
            if (isCalledNow(page, person)) {
                openPages.again(page, incidents.get(page.incident()));
                processes.changed(id);
            }
        } else if (person.equals(page.acknowledgedBy())) {
            goOnWithout(page, person);
        } else {
            pages.undone(page, person, Said.Undone.CANNOT);
        }
        openPages.noteInNeed(pages.get(id), person, need.get());
    }

    /** Whether their place on the ladder is the one that is being called in this round. */
    private boolean isCalledNow(Page page, String person) {
        var round = pages.attempts(page.id()).stream()
                .filter(attempt -> attempt.round() == page.round())
                .toList();
        var latest = round.get(round.size() - 1).rung();
        return round.stream()
                .anyMatch(attempt -> attempt.person().equals(person)
                        && (attempt.rung() == latest || page.together() && latest != Rung.MANAGER));
    }

    /** The ladder begins again at once, with who came too if somebody did, and without whoever cannot. */
    private void giveBack(Page page, String person, String way) {
        note(page, "page.given-back", person, way);
        goOnWithout(page, person);
        pages.passedOn(pages.get(page.id()), person, way);
    }

    private void goOnWithout(Page page, String person) {
        pages.undone(page, person, Said.Undone.CANNOT);
        tellPaged.cannotCome(page, person);
        openPages.again(page, incidents.get(page.incident()));
        pages.said(page.id()).stream()
                .filter(said -> said.round() == page.round() && said.expected())
                .findFirst()
                .ifPresent(said -> openPages.first(page.id(), said.person()));
        processes.givenBack(page.id());
    }

    /** Nobody is called any more for this page, and nobody came for it; or the incident is over. */
    private boolean over(Page page) {
        return !incidents.get(page.incident()).state().running()
                || page.state() == Page.State.ENDED && page.acknowledgedBy() == null;
    }

    /** Ends what is still on its way, of one person or of all. */
    private void withdraw(long id, @Nullable String person, String why) {
        pages.attempts(id).stream()
                .filter(attempt -> person == null || attempt.person().equals(person))
                .map(Attempt::notice)
                .filter(Objects::nonNull)
                .forEach(notice -> dispatches.withdraw(notice, why));
    }

    private void note(Page page, String kind, String person, String way) {
        record.append(page.incident(), kind, person, Map.of("person", person, "way", way, "page", page.id()));
    }
}
