package nl.draaiboek.recovery.process;

import nl.draaiboek.engine.Answers;
import nl.draaiboek.engine.CurrentPerson;
import nl.draaiboek.engine.ForDiagrams;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.recovery.OutsideHelp;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Lazy;

/** Asks whether others are called in when solving stalls. As a service task: nobody answered, so help is called. */
@ForDiagrams("outsideHelp")
public class OutsideHelpForDiagrams implements JavaDelegate {

    private static final ProcessVariable<Boolean> WANTED = ProcessVariable.yesNo("helpWanted");
    private static final int LONGEST = 2000;

    private final OutsideHelp outsideHelp;
    private final TaskService tasks;
    private final CurrentPerson currentPerson;

    OutsideHelpForDiagrams(OutsideHelp outsideHelp, @Lazy TaskService tasks, CurrentPerson currentPerson) {
        this.outsideHelp = outsideHelp;
        this.tasks = tasks;
        this.currentPerson = currentPerson;
    }

    @Override
    public void execute(DelegateExecution execution) {
        outsideHelp.notDecided(new IncidentCode(ProcessVariable.INCIDENT.from(execution)));
    }

    /** Whether the question, or the call that came of it, is still open. */
    public boolean asked(String incident) {
        return tasks.createTaskQuery()
                        .processInstanceBusinessKey(incident)
                        .taskDefinitionKeyIn("UserTask_DecideOnHelp", "UserTask_CallHelp")
                        .count()
                > 0;
    }

    /** Completes "Decide on outside help". */
    public void decide(DelegateTask task) {
        var answers = new Answers(task);
        var wanted = answers.choice("help", "Say whether outside help is wanted.", "yes", "no")
                .equals("yes");
        outsideHelp.decided(
                new IncidentCode(ProcessVariable.INCIDENT.from(task)),
                wanted,
                answers.required("helpWhy", LONGEST, wanted ? "Say whom to call." : "Say why you go on alone."),
                currentPerson.completes(task));
        WANTED.set(task.getExecution(), wanted);
    }

    /** Completes "Call outside help"; whom to call from the register is read by who calls them. */
    public void called(DelegateTask task) {
        var answers = new Answers(task);
        var coming = answers.choice("helpComing", "Say whether somebody comes.", "yes", "no", "call");
        if (coming.equals("call")) {
            return;
        }
        outsideHelp.called(
                new IncidentCode(ProcessVariable.INCIDENT.from(task)),
                coming.equals("yes"),
                answers.required("helpWhom", LONGEST, "Say whom you called and what was agreed."),
                currentPerson.completes(task));
    }
}
