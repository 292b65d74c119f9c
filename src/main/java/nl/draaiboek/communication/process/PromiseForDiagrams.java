package nl.draaiboek.communication.process;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.draaiboek.communication.KeepPromise;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.ProcessMessages;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.incident.Incidents;
import nl.draaiboek.incident.OfficeHours;
import nl.draaiboek.people.People;
import nl.draaiboek.people.Person;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;

/** The promise clock as diagrams see it. */
@ForDiagrams("promise")
public class PromiseForDiagrams {

    private static final Duration FAR = Duration.ofDays(3650);
    private static final List<String> WRITING = List.of("UserTask_WriteUpdate", "UserTask_ApproveUpdate");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);

    private final KeepPromise keepPromise;
    private final OfficeHours officeHours;
    private final Incidents incidents;
    private final People people;
    private final TaskService tasks;
    private final ProcessMessages messages;
    private final Clock clock;

    PromiseForDiagrams(
            KeepPromise keepPromise,
            OfficeHours officeHours,
            Incidents incidents,
            People people,
            TaskService tasks,
            ProcessMessages messages,
            Clock clock) {
        this.keepPromise = keepPromise;
        this.officeHours = officeHours;
        this.incidents = incidents;
        this.people = people;
        this.tasks = tasks;
        this.messages = messages;
        this.clock = clock;
    }

    /** Sets our own deadline for the first words. */
    public void begin(String incident) {
        keepPromise.begin(new IncidentCode(incident));
    }

    public Date remindAt(String incident) {
        return date(keepPromise.remindAt(new IncidentCode(incident)));
    }

    public Date tellLeadAt(String incident) {
        return date(keepPromise.tellLeadAt(new IncidentCode(incident)));
    }

    public Date dueAt(String incident) {
        return date(keepPromise.due(new IncidentCode(incident)));
    }

    /** What is due when, and what happens when nothing is approved by then; empty when nothing is promised. For forms. */
    public String promised(String incident) {
        var code = new IncidentCode(incident);
        return keepPromise
                .due(code)
                .map(due -> TIME.format(due.atZone(officeHours.zone())))
                .map(due -> promised(code, due))
                .orElse("");
    }

    private String promised(IncidentCode code, String due) {
        if (keepPromise.closing(code)) {
            return "**Closing words are due " + due
                    + ".** When none are approved by then, they go out as they are drafted.";
        }
        return keepPromise.goesByItself(code)
                ? "**Promised for " + due + ".** If nothing is approved by then, a holding text goes out by itself."
                : "**First words are due " + due
                        + ".** Nothing goes out before somebody approves them; when they are late,"
                        + " every incident manager is asked too.";
    }

    /** At the promised time: {@code on its way}, {@code holding text} or {@code first words}. */
    public String due(String incident) {
        return switch (keepPromise.whatIsDue(new IncidentCode(incident))) {
            case ON_ITS_WAY -> "on its way";
            case HOLDING_TEXT -> "holding text";
            case FIRST_WORDS -> "first words";
        };
    }

    /** Whether nothing more is promised, because the closing words were approved. */
    public boolean over(String incident) {
        return keepPromise.over(new IncidentCode(incident));
    }

    /**
     * Makes the holding text; where it is the last word, clock and loop end.
     *
     * @return its id
     */
    public String hold(String incident) {
        var update = keepPromise.hold(new IncidentCode(incident)).toString();
        moveDueDate(incident);
        messages.tell("promise.moved", incident);
        if (over(incident)) {
            messages.tellAtTheEnd("update.overtaken", incident);
            messages.tellAtTheEnd("promise.made", incident);
        }
        return update;
    }

    /** Notes that the first words are late, and asks every communicator and incident manager for them. */
    public void firstWordsLate(String incident) {
        keepPromise.firstWordsLate(new IncidentCode(incident));
        for (var task : writing(incident)) {
            tasks.addCandidateGroup(task.getId(), "incidentManagers");
            tasks.setPriority(task.getId(), 90);
        }
    }

    /** After another severity. */
    public void reconsider(String incident) {
        keepPromise.reconsider(new IncidentCode(incident));
        announce(incident);
    }

    /** Tells the clock and the loop that the promise is another one. */
    public void announce(String incident) {
        moveDueDate(incident);
        messages.tell("promise.made", incident);
        messages.tell("promise.moved", incident);
    }

    /** A task of writing is due when the words are. */
    void moveDueDate(String incident) {
        var due = date(keepPromise.due(new IncidentCode(incident)));
        writing(incident).forEach(task -> tasks.setDueDate(task.getId(), due));
    }

    /** User ids of who holds the task of the next update; all communicators when nobody does. */
    public String holders(String incident) {
        var holders = writing(incident).stream()
                .map(Task::getAssignee)
                .filter(java.util.Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(","));
        return holders.isEmpty() ? ids(people.inGroups("communicators")) : holders;
    }

    /** User id of who leads; all incident managers when nobody does. */
    public String lead(String incident) {
        var lead = incidents.get(new IncidentCode(incident)).lead();
        return lead == null ? ids(people.inGroups("incidentManagers")) : lead;
    }

    private List<Task> writing(String incident) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(incident)
                .taskDefinitionKeyIn(WRITING.toArray(String[]::new))
                .list();
    }

    private static String ids(List<Person> persons) {
        return persons.stream().map(Person::id).collect(Collectors.joining(","));
    }

    private Date date(Optional<Instant> at) {
        return Date.from(at.orElseGet(() -> clock.instant().plus(FAR)));
    }
}
