package nl.draaiboek.response.paging;

import java.util.Map;
import java.util.Objects;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.incident.IncidentRecord;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Somebody answers a page, by whatever way. Two answers at once, or one answer twice, are one acknowledgement: whoever
 * holds the incident first is it, and the others hear who that was.
 */
@Component
public class AnswerPage {

    private final Pages pages;
    private final Dispatches dispatches;
    private final PageProcesses processes;
    private final IncidentRecord record;

    AnswerPage(Pages pages, Dispatches dispatches, PageProcesses processes, IncidentRecord record) {
        this.pages = pages;
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
        /** Somebody else had. */
        SOMEBODY_ELSE,
        PASSED_ON,
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
        if (page.state() == Page.State.ENDED) {
            return person.equals(page.acknowledgedBy()) ? Became.YOURS_ALREADY : Became.OVER;
        }
        if (page.state() == Page.State.ACKNOWLEDGED) {
            if (person.equals(page.acknowledgedBy())) {
                return Became.YOURS_ALREADY;
            }
            note(page, "page.answered-too", person, way);
            return Became.SOMEBODY_ELSE;
        }
        pages.acknowledged(id, person, way);
        note(page, "page.acknowledged", person, way);
        withdraw(id, null, "Somebody answered.");
        processes.acknowledged(page.incident(), id);
        return Became.ACKNOWLEDGED;
    }

    /** "I cannot come": the next is called at once. Who had acknowledged cannot pass it on any more, but hand over. */
    @Transactional
    public Became passOn(long id, String person, String way) {
        var page = pages.lock(id);
        if (page.state() == Page.State.ENDED) {
            return Became.OVER;
        }
        if (page.state() == Page.State.ACKNOWLEDGED) {
            return person.equals(page.acknowledgedBy()) ? Became.YOURS_ALREADY : Became.SOMEBODY_ELSE;
        }
        if (!pages.hasPassedOn(page, person)) {
            pages.passedOn(page, person, way);
            note(page, "page.passed-on", person, way);
            withdraw(id, person, "They passed it on.");
            processes.passedOn(id, person);
        }
        return Became.PASSED_ON;
    }

    /** Ends what is still on its way, of one person or of all. */
    private void withdraw(long id, @org.jspecify.annotations.Nullable String person, String why) {
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
