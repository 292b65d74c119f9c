package nl.draaiboek.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.ServiceImpl;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells the processes of an incident that something happened. Nobody has to be waiting, and nothing is kept for who comes
 * later: a diagram that starts to wait asks for the facts first.
 */
@Component
public class ProcessMessages {

    private final RuntimeService runtime;
    private final AsDraaiboek asDraaiboek;
    private final BeforeCommit beforeCommit;

    ProcessMessages(RuntimeService runtime, AsDraaiboek asDraaiboek, BeforeCommit beforeCommit) {
        this.runtime = runtime;
        this.asDraaiboek = asDraaiboek;
        this.beforeCommit = beforeCommit;
    }

    /** Everyone who waits for it goes on, in the transaction that is running. */
    public void tell(String message, String businessKey) {
        asDraaiboek.run(() -> runtime.createMessageCorrelation(message)
                .processInstanceBusinessKey(businessKey)
                .correlateAll());
    }

    /**
     * The same, at the end of the transaction that is running: for a message that may stop the very process whose step
     * caused it.
     */
    public void tellAtTheEnd(String message, String businessKey) {
        beforeCommit.run(() -> tell(message, businessKey));
    }

    /** The same to the instances of these processes alone: others of the same key go on. */
    public void tellAtTheEnd(String message, String businessKey, Collection<String> processes) {
        beforeCommit.run(() -> asDraaiboek.run(() -> processes.forEach(process -> runtime.createExecutionQuery()
                .processDefinitionKey(process)
                .processInstanceBusinessKey(businessKey)
                .messageEventSubscriptionName(message)
                .list()
                .forEach(waiting -> runtime.messageEventReceived(message, waiting.getId())))));
    }

    /** The same to the instances that are about one row of ours, whatever their key. */
    public void tellAtTheEnd(String message, ProcessVariable<String> about, long row) {
        beforeCommit.run(() -> asDraaiboek.run(() -> runtime.createMessageCorrelation(message)
                .processInstanceVariableEquals(about.name(), Long.toString(row))
                .correlateAll()));
    }

    /** What runs is about another incident from now on, and hears what is told to that one; the engine has no call for it. */
    public void goesOnAs(String instance, String incident) {
        asDraaiboek.run(() -> {
            runtime.setVariable(instance, ProcessVariable.INCIDENT.name(), incident);
            ((ServiceImpl) runtime).getCommandExecutor().execute(context -> {
                context.getExecutionManager().findExecutionById(instance).setProcessBusinessKey(incident);
                return null;
            });
        });
    }

    /** Begins a process about an incident at the end of the transaction, unless one of its kind runs for that incident. */
    public void startOnceAtTheEnd(String process, String incident) {
        beforeCommit.run(() -> asDraaiboek.run(() -> {
            var running = runtime.createProcessInstanceQuery()
                    .processDefinitionKey(process)
                    .processInstanceBusinessKey(incident)
                    .count();
            if (running == 0) {
                runtime.startProcessInstanceByKey(process, incident, Map.of(ProcessVariable.INCIDENT.name(), incident));
            }
        }));
    }

    /** Changes a variable of the instances of a process that are about one row of ours. */
    public void setAtTheEnd(
            String process, ProcessVariable<String> about, long row, ProcessVariable<String> variable, String value) {
        beforeCommit.run(() -> asDraaiboek.run(() -> runtime.createProcessInstanceQuery()
                .processDefinitionKey(process)
                .variableValueEquals(about.name(), Long.toString(row))
                .list()
                .forEach(instance -> runtime.setVariable(instance.getId(), variable.name(), value))));
    }

    /**
     * Begins a process at the end of the transaction that is running.
     *
     * @param incident what it is about, also its business key; null for none
     * @param key its business key without an incident
     */
    public void startAtTheEnd(String process, @Nullable String incident, String key, Map<String, String> variables) {
        var all = new HashMap<String, Object>(variables);
        if (incident != null) {
            all.put(ProcessVariable.INCIDENT.name(), incident);
        }
        beforeCommit.run(() -> asDraaiboek.run(
                () -> runtime.startProcessInstanceByKey(process, incident == null ? key : incident, all)));
    }
}
