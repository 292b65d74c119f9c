package nl.draaiboek.response;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import nl.draaiboek.delivery.Composition;
import nl.draaiboek.delivery.Dispatches;
import nl.draaiboek.delivery.Notice;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.Links;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.incident.SpokenTime;
import nl.draaiboek.people.People;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Mails somebody that a task is theirs now, where nothing else brings them to Tasklist. */
@Component
public class TellTaskGiven {

    private final Incidents incidents;
    private final People people;
    private final Dispatches dispatches;
    private final ResponseTexts texts;
    private final Links links;
    private final ZoneId zone;

    TellTaskGiven(
            Incidents incidents,
            People people,
            Dispatches dispatches,
            ResponseTexts texts,
            Links links,
            OfficeHours officeHours) {
        this.incidents = incidents;
        this.people = people;
        this.dispatches = dispatches;
        this.texts = texts;
        this.links = links;
        this.zone = officeHours.zone();
    }

    /**
     * @param taskId keeps one task apart from another of the same name
     * @param what what it is about, as typed; empty when its name says it all
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(IncidentCode code, String person, String taskId, String task, String what, @Nullable Instant due) {
        var recipients = Recipients.of(people.find(person).stream().toList());
        if (recipients.isEmpty()) {
            return;
        }
        var incident = incidents.get(code);
        var contents = texts.contents("task-given", language -> {
            var values = new HashMap<String, Object>();
            values.put("code", code.value());
            values.put("title", incident.title());
            values.put("task", task);
            values.put("what", what);
            values.put("due", due == null ? "" : new SpokenTime(language, zone).full(due));
            values.put("link", links.toTasks(code));
            return values;
        });
        dispatches.open(new Notice(
                code,
                "mail",
                "task-given",
                "person",
                new Composition(contents, recipients, code + "/tasks", code + "/task-given/" + taskId)));
    }
}
