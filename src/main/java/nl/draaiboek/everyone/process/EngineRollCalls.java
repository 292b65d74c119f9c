package nl.draaiboek.everyone.process;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.draaiboek.engine.AsDraaiboek;
import nl.draaiboek.engine.ProcessMessages;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.everyone.Asked;
import nl.draaiboek.everyone.RollCall;
import nl.draaiboek.everyone.RollCallProcesses;
import nl.draaiboek.incident.IncidentCode;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Roll calls in the engine: {@code roll-call}, {@code help-person}, {@code find-person}, and {@code confirm-safety} in and beside the plan. */
@Component
class EngineRollCalls implements RollCallProcesses {

    static final ProcessVariable<String> ROLL_CALL = ProcessVariable.text("rollCall");
    static final ProcessVariable<String> ASKED = ProcessVariable.text("asked");
    static final ProcessVariable<String> FINDER = ProcessVariable.text("finder");

    private final ProcessMessages messages;
    private final AsDraaiboek asDraaiboek;
    private final TaskService tasks;

    EngineRollCalls(@Lazy ProcessMessages messages, @Lazy AsDraaiboek asDraaiboek, @Lazy TaskService tasks) {
        this.messages = messages;
        this.asDraaiboek = asDraaiboek;
        this.tasks = tasks;
    }

    @Override
    public void begin(RollCall rollCall) {
        start("roll-call", rollCall, Map.of());
    }

    @Override
    public void accounted(long rollCall) {
        messages.tellAtTheEnd("roll-call.accounted", ROLL_CALL, rollCall);
    }

    @Override
    public void help(RollCall rollCall, Asked asked) {
        start("help-person", rollCall, Map.of(ASKED.name(), Long.toString(asked.id())));
    }

    @Override
    public Optional<String> goes(long asked, String person) {
        return asDraaiboek.call(() -> helping(asked).map(task -> {
            if (task.getAssignee() == null) {
                tasks.setAssignee(task.getId(), person);
                return person;
            }
            return task.getAssignee();
        }));
    }

    @Override
    public void goesNot(long asked, String person) {
        asDraaiboek.run(() -> helping(asked)
                .filter(task -> person.equals(task.getAssignee()))
                .ifPresent(task -> tasks.setAssignee(task.getId(), null)));
    }

    @Override
    public void mayHelp(long asked, Collection<String> people) {
        asDraaiboek.run(() -> helping(asked).ifPresent(task -> {
            var may = tasks.getIdentityLinksForTask(task.getId()).stream()
                    .map(IdentityLink::getUserId)
                    .collect(Collectors.toCollection(HashSet::new));
            people.stream().filter(may::add).forEach(person -> tasks.addCandidateUser(task.getId(), person));
        }));
    }

    /** The task to see to this one. */
    private Optional<Task> helping(long asked) {
        return tasks
                .createTaskQuery()
                .taskDefinitionKey("UserTask_Help")
                .processVariableValueEquals(ASKED.name(), Long.toString(asked))
                .list()
                .stream()
                .findFirst();
    }

    @Override
    public void find(RollCall rollCall, Asked asked, String finder) {
        start("find-person", rollCall, Map.of(ASKED.name(), Long.toString(asked.id()), FINDER.name(), finder));
    }

    @Override
    public void settled(long asked) {
        messages.tellAtTheEnd("person.answered", ASKED, asked);
    }

    @Override
    public void mayRestore(IncidentCode incident) {
        messages.tellAtTheEnd("people.accounted-for", incident.value());
    }

    @Override
    public void confirmSafety(IncidentCode incident) {
        messages.startOnceAtTheEnd("confirm-safety", incident.value());
    }

    private void start(String process, RollCall rollCall, Map<String, String> more) {
        var variables = new HashMap<>(more);
        variables.put(ROLL_CALL.name(), Long.toString(rollCall.id()));
        var incident = rollCall.incident();
        messages.startAtTheEnd(
                process, incident == null ? null : incident.value(), "roll-call-" + rollCall.id(), variables);
    }
}
