package nl.draaiboek.response.process;

import java.util.Map;
import nl.draaiboek.engine.AsDraaiboek;
import nl.draaiboek.engine.BeforeCommit;
import nl.draaiboek.engine.ProcessVariable;
import nl.draaiboek.incident.IncidentCode;
import nl.draaiboek.response.RoleProcesses;
import nl.draaiboek.response.paging.PageProcesses;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.MessageCorrelationBuilder;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The ladder in the engine: {@code page-responder}, {@code page-person} and {@code keep-progress}. */
@Component
class EnginePages implements PageProcesses {

    static final ProcessVariable<String> PAGE = ProcessVariable.text("page");
    static final ProcessVariable<String> PERSON = ProcessVariable.text("person");

    private final ProcessEngine engine;
    private final RoleProcesses roles;
    private final AsDraaiboek asDraaiboek;
    private final BeforeCommit beforeCommit;

    EnginePages(
            @Lazy ProcessEngine engine,
            @Lazy RoleProcesses roles,
            @Lazy AsDraaiboek asDraaiboek,
            BeforeCommit beforeCommit) {
        this.roles = roles;
        this.engine = engine;
        this.asDraaiboek = asDraaiboek;
        this.beforeCommit = beforeCommit;
    }

    @Override
    public void acknowledged(IncidentCode incident, long page) {
        tell("page.acknowledged", page);
        asDraaiboek.run(() -> engine.getRuntimeService()
                .startProcessInstanceByKey(
                        "keep-progress",
                        incident.value(),
                        Map.of("incident", incident.value(), PAGE.name(), Long.toString(page))));
        roles.place(incident);
    }

    @Override
    public void cameToo(IncidentCode incident) {
        roles.place(incident);
    }

    @Override
    public void givenBack(long page) {
        tell("page.given-back", page);
    }

    @Override
    public void passedOn(long page, String person) {
        tell("page.passed-on", page, person);
    }

    @Override
    public void notReached(long page, String person) {
        tell("page.not-reached", page, person);
    }

    @Override
    public void changed(long page) {
        tell("page.changed", page);
    }

    @Override
    public void ended(long page) {
        beforeCommit.run(() -> tell("page.ended", page));
    }

    @Override
    public void call(IncidentCode incident, long page) {
        asDraaiboek.run(() -> engine.getRuntimeService()
                .startProcessInstanceByKey(
                        "page-responder",
                        incident.value(),
                        Map.of("incident", incident.value(), PAGE.name(), Long.toString(page))));
    }

    @Override
    public boolean othersTakeLead(IncidentCode incident, String person) {
        return asDraaiboek.call(() -> engine
                .getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(incident.value())
                .taskDefinitionKey("UserTask_TakeLead")
                .taskAssigned()
                .list()
                .stream()
                .anyMatch(task -> !person.equals(task.getAssignee())));
    }

    @Override
    public boolean claimLead(IncidentCode incident, String person) {
        return asDraaiboek.call(() -> {
            var tasks = engine.getTaskService();
            var task = tasks
                    .createTaskQuery()
                    .processInstanceBusinessKey(incident.value())
                    .taskDefinitionKey("UserTask_TakeLead")
                    .list()
                    .stream()
                    .findFirst()
                    .orElse(null);
            if (task == null
                    || (task.getAssignee() != null && !task.getAssignee().equals(person))) {
                return false;
            }
            tasks.setAssignee(task.getId(), person);
            return true;
        });
    }

    private void tell(String message, long page) {
        asDraaiboek.run(() -> about(message, page).correlateAll());
    }

    private void tell(String message, long page, String person) {
        asDraaiboek.run(() -> about(message, page)
                .processInstanceVariableEquals(PERSON.name(), person)
                .correlateAll());
    }

    private MessageCorrelationBuilder about(String message, long page) {
        return engine.getRuntimeService()
                .createMessageCorrelation(message)
                .processInstanceVariableEquals(PAGE.name(), Long.toString(page));
    }
}
