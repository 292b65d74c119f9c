package nl.draaiboek.response.process;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.InvalidAnswer;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.people.ContactConfirmed;
import nl.draaiboek.people.Directory;
import nl.draaiboek.response.AskToConfirmDetails;
import nl.draaiboek.response.AskToConfirmDetails.Mail;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;

/** Who is asked to confirm how they can be reached, and what happens when they do not. Holds no numbers. */
@ForDiagrams("contactDetails")
public class ContactDetailsForDiagrams {

    private static final String TASK = "UserTask_ConfirmDetails";
    private static final ProcessVariable<String> PERSON = ProcessVariable.text("person");
    private static final ProcessVariable<String> WHOM = ProcessVariable.text("whom");
    private static final ProcessVariable<String> WHICH = ProcessVariable.text("which");

    private final AskToConfirmDetails askToConfirm;
    private final Directory directory;
    private final TaskService tasks;
    private final Clock clock;

    ContactDetailsForDiagrams(
            AskToConfirmDetails askToConfirm, Directory directory, @Lazy TaskService tasks, Clock clock) {
        this.askToConfirm = askToConfirm;
        this.directory = directory;
        this.tasks = tasks;
        this.clock = clock;
    }

    /** Checks who is meant; completes the start form. */
    public void chosen(DelegateExecution execution) {
        if (whoIsMeant(execution).isEmpty()) {
            throw new InvalidAnswer(
                    "which",
                    "Nobody is called so. Write the id of a team or the login of a colleague, as on the page People.");
        }
    }

    /** Ids of who is asked now: everyone when a timer starts it. Who still has the task of before is not asked twice. */
    public List<String> asked(DelegateExecution execution) {
        var asked = new ArrayList<>(whoIsMeant(execution));
        var before = new HashSet<String>();
        tasks.createTaskQuery().taskDefinitionKey(TASK).list().forEach(task -> before.add(task.getAssignee()));
        asked.removeIf(before::contains);
        return asked;
    }

    private List<String> whoIsMeant(DelegateExecution execution) {
        var which = WHICH.find(execution).orElse("").strip();
        return switch (WHOM.find(execution).orElse("everyone")) {
            case "team" -> askToConfirm.team(which);
            case "one" -> askToConfirm.one(which);
            default -> askToConfirm.everyone();
        };
    }

    public void ask(String person) {
        askToConfirm.mail(person, Mail.ASKED);
    }

    public void remind(String person) {
        askToConfirm.mail(person, Mail.REMINDER);
    }

    public void tellLead(String person) {
        askToConfirm.tellLead(person);
    }

    /** By when they are to confirm. */
    public Date due(int days) {
        return Date.from(clock.instant().plusSeconds(days * 86_400L));
    }

    /** Completes "Confirm contact details" in Tasklist: only when they did so on their own page. */
    public void complete(DelegateTask task) {
        var person = PERSON.from(task);
        var confirmed = directory
                .find(person)
                .map(contact -> contact.confirmedAt() == null ? Instant.EPOCH : contact.confirmedAt())
                .orElse(Instant.EPOCH);
        if (confirmed.isBefore(task.getCreateTime().toInstant())) {
            throw new InvalidAnswer(
                    "details", "Open My details first and press \"This is right\"; the task is then done by itself.");
        }
    }

    /** They said so on their own page: the task is done. */
    @EventListener
    void confirmed(ContactConfirmed event) {
        tasks.createTaskQuery().taskDefinitionKey(TASK).taskAssignee(event.person()).list().stream()
                .map(Task::getId)
                .forEach(tasks::complete);
    }
}
