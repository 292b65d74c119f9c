package nl.draaiboek.response.paging;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.IncidentRecord;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.RecordEntry;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether whoever acknowledged got to work: took a role, did a task or wrote something down in this incident. If not, the
 * acknowledgement lapses, and they are paged anew.
 */
@Component
public class CheckProgress {

    /** What the program notes in somebody's name, or what is no work by itself. */
    private static final Set<String> NO_WORK =
            Set.of("page", "step", "event", "decision", "dispatch", "delivery", "task");

    private final Pages pages;
    private final OpenPages openPages;
    private final EndPages endPages;
    private final Incidents incidents;
    private final IncidentRecord record;

    CheckProgress(Pages pages, OpenPages openPages, EndPages endPages, Incidents incidents, IncidentRecord record) {
        this.endPages = endPages;
        this.pages = pages;
        this.openPages = openPages;
        this.incidents = incidents;
        this.record = record;
    }

    public boolean progress(long id) {
        return atWork(pages.get(id));
    }

    boolean atWork(Page page) {
        var since = page.acknowledgedAt();
        var by = page.acknowledgedBy();
        return since == null
                || by == null
                || page.state() != Page.State.ACKNOWLEDGED
                || atWork(page.incident(), by, since);
    }

    /** Whether somebody leads, or did something for it since. */
    boolean atWork(IncidentCode code, String person, Instant since) {
        return person.equals(incidents.get(code).lead()) || worked(code, person, since);
    }

    /** The task in which somebody says that they cannot have a role is no work either. */
    private boolean worked(IncidentCode code, String person, Instant since) {
        var declined = false;
        for (var entry : record.of(code)) {
            if (work(entry, person, since) && !(declined && entry.kind().equals("task.completed"))) {
                return true;
            }
            declined = entry.actor().equals(person) ? entry.kind().equals("role.declined") : declined;
        }
        return false;
    }

    /** Whoever acknowledged is at work: nobody is called any more for this page. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void done(long id) {
        if (pages.lock(id).state() == Page.State.ACKNOWLEDGED) {
            pages.end(id);
        }
    }

    /** The ladder begins again, with whoever had acknowledged. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lapse(long id) {
        var page = pages.lock(id);
        var by = page.acknowledgedBy();
        if (page.state() != Page.State.ACKNOWLEDGED || by == null) {
            return;
        }
        pages.undone(page, by, Said.Undone.LAPSED);
        record.append(page.incident(), "page.lapsed", IncidentRecord.DRAAIBOEK, Map.of("person", by));
        if (page.purpose() == Purpose.DETECTED) {
            // One ladder asks: who would be called because it is worse stands in this one too.
            endPages.openOnes(page.incident(), Purpose.RAISED, "The first page goes out again.");
        }
        openPages.again(page, incidents.get(page.incident()));
        openPages.first(id, by);
    }

    private static boolean work(RecordEntry entry, String by, Instant since) {
        if (entry.at().isBefore(since)) {
            return false;
        }
        var kind = entry.kind();
        if (kind.equals("role.declined")) {
            return false;
        }
        var given = kind.equals("role.given") && by.equals(entry.details().get("person"));
        var own = entry.actor().equals(by)
                && (kind.equals("task.completed") || !NO_WORK.contains(kind.substring(0, kind.indexOf('.'))));
        return given || own;
    }
}
